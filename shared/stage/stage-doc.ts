import type * as Y from 'yjs'
import type * as z from 'zod/mini'
import type { FermataId, MessageId } from '../ids.ts'
import type { Message } from './channel.ts'
import { message } from './channel.ts'
import type { ClockPlan } from './clock.ts'
import { clockSegment } from './clock.ts'
import type { RaisedCue } from './cue.ts'
import { raisedCue } from './cue.ts'
import type { Fermata, PrivateAnswer } from './fermata.ts'
import { fermataEvent, fermatasOf, privateAnswer } from './fermata.ts'
import type { LandedInject } from './inject.ts'
import { landedInject } from './inject.ts'
import type { Phase, PhaseChange } from './phase.ts'
import { phaseChange } from './phase.ts'
import type { Reaction } from './reaction.ts'
import { reaction } from './reaction.ts'
import type { RosterEntry } from './roster.ts'
import { rosterEntry } from './roster.ts'

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
  readonly fermatas: Y.Array<unknown>
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
    fermatas: doc.getArray('fermatas'),
  }
}

/** The landed whispers of an inbox document, oldest first. */
export function inboxInjects(doc: Y.Doc): Y.Array<unknown> {
  return doc.getArray('injects')
}

/** A person's own answers to fermatas, by fermata, in their inbox document. */
export function inboxAnswers(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('answers')
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
export const readFermatas = (stage: StageDoc): Fermata[] =>
  fermatasOf(readList(stage.fermatas, fermataEvent))
export const readAnswers = (doc: Y.Doc): PrivateAnswer[] =>
  readList(inboxAnswers(doc).values(), privateAnswer)
export const readInbox = (doc: Y.Doc): LandedInject[] => readList(inboxInjects(doc), landedInject)

/** What an inbox's person answered, by fermata. */
export function readAnswersByFermata(doc: Y.Doc): Map<FermataId, readonly string[]> {
  return new Map(readAnswers(doc).map(({ fermataId, texts }) => [fermataId, texts]))
}

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
