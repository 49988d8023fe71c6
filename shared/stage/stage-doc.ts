import type * as Y from 'yjs'
import type * as z from 'zod/mini'
import type { MessageId } from '../ids.ts'
import type { Message } from './channel.ts'
import { message } from './channel.ts'
import type { ClockPlan } from './clock.ts'
import { clockSegment } from './clock.ts'
import type { RaisedCue } from './cue.ts'
import { raisedCue } from './cue.ts'
import type { DrawEvent } from './draw.ts'
import { drawEvent } from './draw.ts'
import type { LandedInject } from './inject.ts'
import { landedInject } from './inject.ts'
import type { Phase, PhaseChange } from './phase.ts'
import { phaseChange } from './phase.ts'
import type { Reaction } from './reaction.ts'
import { reaction } from './reaction.ts'
import type { RosterEntry } from './roster.ts'
import { rosterEntry } from './roster.ts'
import type { RotationEvent } from './rotation.ts'
import { rotationEvent } from './rotation.ts'

/**
 * The one map of the stage's Y.Doc, written by the server only. Everything is a plain JSON value
 * in a list that only grows, but for the roster, which is keyed by participant.
 */
export interface StageDoc {
  readonly phases: Y.Array<unknown>
  readonly clock: Y.Array<unknown>
  readonly roster: Y.Map<unknown>
  readonly injects: Y.Array<unknown>
  readonly channel: Y.Array<unknown>
  readonly reactions: Y.Array<unknown>
  readonly cues: Y.Array<unknown>
  readonly rotations: Y.Array<unknown>
  readonly draws: Y.Array<unknown>
}

export function stageDoc(doc: Y.Doc): StageDoc {
  return {
    phases: doc.getArray('phases'),
    clock: doc.getArray('clock'),
    roster: doc.getMap('roster'),
    injects: doc.getArray('injects'),
    channel: doc.getArray('channel'),
    reactions: doc.getArray('reactions'),
    cues: doc.getArray('cues'),
    rotations: doc.getArray('rotations'),
    draws: doc.getArray('draws'),
  }
}

/** The landed whispers of an inbox document, oldest first. */
export function inboxInjects(doc: Y.Doc): Y.Array<unknown> {
  return doc.getArray('injects')
}

/** The items of a list that are what they should be; others are left out, never trusted. */
export function readList<Schema extends z.ZodMiniType>(
  list: Iterable<unknown>,
  schema: Schema,
): z.infer<Schema>[] {
  const items: z.infer<Schema>[] = []
  for (const item of list) {
    const parsed = schema.safeParse(item)
    if (parsed.success) items.push(parsed.data)
  }
  return items
}

export const readPhases = (stage: StageDoc): PhaseChange[] => readList(stage.phases, phaseChange)
export const readClock = (stage: StageDoc): ClockPlan => readList(stage.clock, clockSegment)
export const readInjects = (stage: StageDoc): LandedInject[] =>
  readList(stage.injects, landedInject)
export const readChannel = (stage: StageDoc): Message[] => readList(stage.channel, message)
export const readReactions = (stage: StageDoc): Reaction[] => readList(stage.reactions, reaction)
export const readCues = (stage: StageDoc): RaisedCue[] => readList(stage.cues, raisedCue)
export const readRotations = (stage: StageDoc): RotationEvent[] =>
  readList(stage.rotations, rotationEvent)
export const readDraws = (stage: StageDoc): DrawEvent[] => readList(stage.draws, drawEvent)
export const readInbox = (doc: Y.Doc): LandedInject[] => readList(inboxInjects(doc), landedInject)

/** Whether a message stands in the channel, which may be long. */
export function hasMessage(stage: StageDoc, id: MessageId): boolean {
  return stage.channel.toArray().some((each) => (each as Partial<Message> | null)?.id === id)
}

/** Everybody who ever joined, in the order they came. */
export function readRoster(stage: StageDoc): RosterEntry[] {
  const entries = readList(stage.roster.values(), rosterEntry)
  return entries.sort(
    (a, b) => a.joinedAt - b.joinedAt || (a.participantId < b.participantId ? -1 : 1),
  )
}

/** Where the session stands: the last move, the lobby before any. */
export function currentPhase(stage: StageDoc): Phase {
  return readPhases(stage).at(-1)?.phase ?? 'lobby'
}
