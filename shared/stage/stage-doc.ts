import type * as Y from 'yjs'
import type { FormatId } from '../formats/format.ts'
import type { BracketId, FermataId, InjectId, MessageId } from '../ids.ts'
import type { Abort } from './abort.ts'
import { abortEvent, abortsOf } from './abort.ts'
import type { Message } from './channel.ts'
import { message } from './channel.ts'
import type { Bracket, BracketText } from './bracket.ts'
import { bracketEvent, bracketsOf, bracketText } from './bracket.ts'
import type { ChoiceEvent } from './choice.ts'
import { choiceEvent } from './choice.ts'
import type { ClockPlan } from './clock.ts'
import { clockSegment } from './clock.ts'
import type { RaisedCue } from './cue.ts'
import { raisedCue } from './cue.ts'
import type { DrawEvent } from './draw.ts'
import { drawEvent } from './draw.ts'
import type { BlindAnswer, Fermata } from './fermata.ts'
import { blindAnswer, fermataEvent, fermatasOf } from './fermata.ts'
import type { Experiment } from './experiment.ts'
import { experimentEvent, experimentsOf } from './experiment.ts'
import type { FormatChange } from './format-change.ts'
import { formatChange } from './format-change.ts'
import type { LandedInject } from './inject.ts'
import { landedInject } from './inject.ts'
import type { MarkedMoment } from './marked-moment.ts'
import { markedMoment } from './marked-moment.ts'
import type { Phase, PhaseChange } from './phase.ts'
import { phaseChange } from './phase.ts'
import type { PrivateAnswer } from './private-answer.ts'
import { privateAnswer } from './private-answer.ts'
import { readList } from './read-list.ts'
import type { Reaction } from './reaction.ts'
import { reaction } from './reaction.ts'
import type { RosterEntry } from './roster.ts'
import { rosterEntry } from './roster.ts'
import type { RotationEvent } from './rotation.ts'
import { rotationEvent } from './rotation.ts'
import type { StandEvent } from './stand-offer.ts'
import { standEvent } from './stand-offer.ts'
import type { StopwatchPress } from './stopwatch.ts'
import { stopwatchPress } from './stopwatch.ts'
import type { Tuning, TuningReading } from './tuning.ts'
import { tuningEvent, tuningReading, tuningsOf } from './tuning.ts'
import type { TranscriptEvent } from './transcript.ts'
import { transcriptEvent } from './transcript.ts'
import type { Spin } from './wheel.ts'
import { spin } from './wheel.ts'
import type { OwnBlind, TagEvent, TagModeChange, TagsByMessage } from '../tags/tag.ts'
import { blindObservation, blindTags, tagEvent, tagModeChange, tagsOf } from '../tags/tag.ts'
import type { OwnTagKind } from '../tags/tag-kind.ts'
import { ownTagKind } from '../tags/tag-kind.ts'

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
  readonly formats: Y.Array<unknown>
  readonly rotations: Y.Array<unknown>
  readonly spins: Y.Array<unknown>
  readonly stopwatch: Y.Array<unknown>
  readonly draws: Y.Array<unknown>
  readonly fermatas: Y.Array<unknown>
  readonly brackets: Y.Array<unknown>
  readonly tunings: Y.Array<unknown>
  readonly standOffers: Y.Array<unknown>
  readonly tags: Y.Array<unknown>
  readonly tagKinds: Y.Array<unknown>
  readonly tagModes: Y.Array<unknown>
  readonly aborts: Y.Array<unknown>
  readonly experiments: Y.Array<unknown>
  readonly choices: Y.Array<unknown>
  readonly transcript: Y.Array<unknown>
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
    formats: doc.getArray('formats'),
    rotations: doc.getArray('rotations'),
    spins: doc.getArray('spins'),
    stopwatch: doc.getArray('stopwatch'),
    draws: doc.getArray('draws'),
    fermatas: doc.getArray('fermatas'),
    brackets: doc.getArray('brackets'),
    tunings: doc.getArray('tunings'),
    standOffers: doc.getArray('standOffers'),
    tags: doc.getArray('tags'),
    tagKinds: doc.getArray('tagKinds'),
    tagModes: doc.getArray('tagModes'),
    aborts: doc.getArray('gameday.aborts'),
    experiments: doc.getArray('gameday.experiments'),
    choices: doc.getArray('choices'),
    transcript: doc.getArray('transcript'),
  }
}

/** The landed whispers of an inbox document, oldest first. */
export function inboxInjects(doc: Y.Doc): Y.Array<unknown> {
  return doc.getArray('injects')
}

/** The moments that an inbox's person marked, by their ids. */
export function inboxMarks(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('marks')
}

/** What was said under the whispers of an inbox document, oldest first. */
export function inboxAnswers(doc: Y.Doc): Y.Array<unknown> {
  return doc.getArray('answers')
}

/** A person's own answers to fermatas, by fermata, in their inbox document. */
export function inboxBlindAnswers(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('blindAnswers')
}

/** What a person wrote in time brackets, by bracket, in their inbox document. */
export function inboxBracketTexts(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('bracketTexts')
}

/** The readings of tunings that a person may see before all are shown: their own, then others'. */
export function inboxTuningReadings(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('tuningReadings')
}

/** What a person tagged blind, by message, in their inbox document; and what they observed. */
export function inboxTags(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('tags')
}
export function inboxTagObservations(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('tagObservations')
}

/** What whoever an inbox is for chose under their whispers, and how that was settled. */
export function inboxChoices(doc: Y.Doc): Y.Array<unknown> {
  return doc.getArray('choices')
}

export const readPhases = (stage: StageDoc): PhaseChange[] => readList(stage.phases, phaseChange)
export const readClock = (stage: StageDoc): ClockPlan => readList(stage.clock, clockSegment)
export const readInjects = (stage: StageDoc): LandedInject[] =>
  readList(stage.injects, landedInject)
export const readChannel = (stage: StageDoc): Message[] => readList(stage.channel, message)
export const readReactions = (stage: StageDoc): Reaction[] => readList(stage.reactions, reaction)
export const readCues = (stage: StageDoc): RaisedCue[] => readList(stage.cues, raisedCue)
export const readFormats = (stage: StageDoc): FormatChange[] =>
  readList(stage.formats, formatChange)
export const readRotations = (stage: StageDoc): RotationEvent[] =>
  readList(stage.rotations, rotationEvent)
export const readSpins = (stage: StageDoc): Spin[] => readList(stage.spins, spin)
export const readStopwatch = (stage: StageDoc): StopwatchPress[] =>
  readList(stage.stopwatch, stopwatchPress)
export const readDraws = (stage: StageDoc): DrawEvent[] => readList(stage.draws, drawEvent)
export const readFermatas = (stage: StageDoc): Fermata[] =>
  fermatasOf(readList(stage.fermatas, fermataEvent))
export const readBrackets = (stage: StageDoc): Bracket[] =>
  bracketsOf(readList(stage.brackets, bracketEvent))
export const readTunings = (stage: StageDoc): Tuning[] =>
  tuningsOf(readList(stage.tunings, tuningEvent))
export const readBracketTexts = (doc: Y.Doc): BracketText[] =>
  readList(inboxBracketTexts(doc).values(), bracketText)
export const readTuningReadings = (doc: Y.Doc): TuningReading[] =>
  readList(inboxTuningReadings(doc).values(), tuningReading)
export const readStandOffers = (stage: StageDoc): StandEvent[] =>
  readList(stage.standOffers, standEvent)
export const readAborts = (stage: StageDoc): Abort[] => abortsOf(readList(stage.aborts, abortEvent))
export const readExperiments = (stage: StageDoc): Experiment[] =>
  experimentsOf(readList(stage.experiments, experimentEvent))
export const readChoices = (stage: StageDoc): ChoiceEvent[] => readList(stage.choices, choiceEvent)
export const readInboxChoices = (doc: Y.Doc): ChoiceEvent[] =>
  readList(inboxChoices(doc), choiceEvent)
export const readTranscriptEvents = (stage: StageDoc): TranscriptEvent[] =>
  readList(stage.transcript, transcriptEvent)
export const readBlindAnswers = (doc: Y.Doc): BlindAnswer[] =>
  readList(inboxBlindAnswers(doc).values(), blindAnswer)
export const readTagKinds = (stage: StageDoc): OwnTagKind[] => readList(stage.tagKinds, ownTagKind)
export const readTagModes = (stage: StageDoc): TagModeChange[] =>
  readList(stage.tagModes, tagModeChange)
export const readTags = (stage: StageDoc): TagsByMessage =>
  tagsOf(readTagEvents(stage), channelIds(stage))
export const readInbox = (doc: Y.Doc): LandedInject[] => readList(inboxInjects(doc), landedInject)
export const readAnswers = (doc: Y.Doc): PrivateAnswer[] =>
  readList(inboxAnswers(doc), privateAnswer)

/** What an inbox's person marked, in the order of the moments. */
export function readMarks(doc: Y.Doc): MarkedMoment[] {
  const marks = readList(inboxMarks(doc).values(), markedMoment)
  return marks.sort((a, b) => a.wallAt - b.wallAt || (a.id < b.id ? -1 : 1))
}

/** What an inbox's person answered, by fermata. */
export function readBlindAnswersByFermata(doc: Y.Doc): Map<FermataId, readonly string[]> {
  return new Map(readBlindAnswers(doc).map(({ fermataId, texts }) => [fermataId, texts]))
}

/** What an inbox's person wrote, by bracket. */
export function readBracketTextsByBracket(doc: Y.Doc): Map<BracketId, string> {
  return new Map(readBracketTexts(doc).map(({ bracketId, text }) => [bracketId, text]))
}

export const readTagEvents = (stage: StageDoc): TagEvent[] =>
  readList(stage.tags.toArray(), tagEvent)

/** The ids of the messages, each at its place in the channel. */
export function channelIds(stage: StageDoc): MessageId[] {
  return stage.channel.toArray().map((each) => (each as Partial<Message> | null)?.id as MessageId)
}

/** What an inbox's person tagged and observed blind. */
export function readOwnBlind(doc: Y.Doc): OwnBlind {
  const kinds = readList(inboxTags(doc).values(), blindTags)
  const texts = readList(inboxTagObservations(doc).values(), blindObservation)
  return {
    kinds: new Map(kinds.map((each) => [each.messageId, each.kinds])),
    texts: new Map(texts.map((each) => [each.messageId, each.text])),
  }
}

/** Whether a message stands in the channel, which may be long. */
export function hasMessage(stage: StageDoc, id: MessageId): boolean {
  return stage.channel.toArray().some((each) => (each as Partial<Message> | null)?.id === id)
}

/** Whether an inject stands in a list of landed ones, which may hold large pictures. */
export function hasInject(injects: Y.Array<unknown>, id: InjectId): boolean {
  return injects.toArray().some((each) => (each as Partial<LandedInject> | null)?.id === id)
}

/** One landed inject of a list, or null where it is not there: the others are not read. */
export function readInject(injects: Y.Array<unknown>, id: InjectId): LandedInject | null {
  const found = injects.toArray().find((each) => (each as Partial<LandedInject> | null)?.id === id)
  return landedInject.safeParse(found).data ?? null
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

/** How the session is played since it was last changed, or null where it was not: as it was made. */
export function changedFormat(stage: StageDoc): FormatId | null {
  return readFormats(stage).at(-1)?.format ?? null
}
