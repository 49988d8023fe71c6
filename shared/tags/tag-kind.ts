import * as z from 'zod/mini'
import type { CardKind } from '../board/card.ts'
import { participantId } from '../ids.ts'

/** How long the name of a kind may be, in letters. */
export const longestKindName = 30
/** A session adds so many kinds of its own at most. */
export const mostOwnKinds = 20

/** The name by which tags know their kind: of the format, or `own-1`, `own-2`... */
export const tagKindId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/))

/** A kind of tag as a format brings it. */
export interface FormatTag {
  readonly id: string
  readonly name: string
  /** The key that puts it on the message in hand, as `KeyboardEvent.key` has it, in small letters. */
  readonly key: string
  /** What one marks with it, in one sentence. */
  readonly means: string
  /** What a message that bears it becomes on the board. */
  readonly becomes: CardKind
}

/** A kind that somebody added to their session, for everybody in it. */
export const ownTagKind = z.object({
  id: tagKindId,
  name: z.string(),
  by: participantId,
  wallAt: z.number(),
})
export type OwnTagKind = z.infer<typeof ownTagKind>

/** A kind of tag as it is offered in a session. */
export interface TagKind extends Omit<FormatTag, 'key'> {
  /** Null where all keys for kinds are given away. */
  readonly key: string | null
}

/** The keys that kinds of a session's own get, in the order they came. */
export const keysOfOwnKinds = ['7', '8', '9', '0'] as const

/** Every kind that is offered: the format's in its order, then the session's own as they came. */
export function kindsOffered(
  tags: readonly FormatTag[] | undefined,
  own: readonly OwnTagKind[],
): TagKind[] {
  const ours = own.map(({ id, name }, at): TagKind => {
    return { id, name, key: keysOfOwnKinds[at] ?? null, means: '', becomes: 'signal' }
  })
  return [...(tags ?? []), ...ours]
}

/** Whether two names of kinds are the same to people. */
export function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
