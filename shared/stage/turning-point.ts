import type { ParticipantId } from '../ids.ts'
import type { DrawEvent } from './draw.ts'
import type { FermataEvent } from './fermata.ts'
import type { RotationEvent } from './rotation.ts'

/**
 * A step of what is played together that is worth going back to: somebody began to conduct, a card
 * of the deck was turned over, a fermata was held, its answers were laid side by side.
 */
export type TurningPoint =
  | { readonly is: 'conducts'; readonly person: ParticipantId; readonly at: number }
  | { readonly is: 'card'; readonly title: string; readonly at: number }
  | { readonly is: 'held' | 'revealed'; readonly at: number }

/** What of a rotation's steps, the deck's and the fermatas' is worth going back to. */
export function turningPointsIn(
  rotations: readonly RotationEvent[],
  draws: readonly DrawEvent[],
  fermatas: readonly Pick<FermataEvent, 'event' | 'at'>[],
): TurningPoint[] {
  return [
    ...rotations.flatMap(ofRotation),
    ...draws.flatMap((each): TurningPoint[] =>
      each.what === 'played' ? [{ is: 'card', title: each.title, at: each.at }] : [],
    ),
    ...fermatas.flatMap(({ event, at }): TurningPoint[] =>
      event === 'held' || event === 'revealed' ? [{ is: event, at }] : [],
    ),
  ]
}

function ofRotation(event: RotationEvent): TurningPoint[] {
  const { at } = event
  if (event.what === 'readBack') return [{ is: 'conducts', person: event.by, at }]
  const [first] = event.what === 'started' ? event.order : []
  return first ? [{ is: 'conducts', person: first, at }] : []
}
