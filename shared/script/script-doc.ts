import type * as Y from 'yjs'
import type { InjectId, AnswerId } from '../ids.ts'
import type { WrittenHead } from '../scenario/written-head.ts'
import type { ChoiceEvent } from '../stage/choice.ts'
import { choiceEvent } from '../stage/choice.ts'
import type { Landing, PlannedInject } from '../stage/inject.ts'
import { landing, plannedInject } from '../stage/inject.ts'
import type { PrivateAnswer } from '../stage/private-answer.ts'
import { privateAnswer } from '../stage/private-answer.ts'
import type { BracketText } from '../stage/bracket.ts'
import { bracketText } from '../stage/bracket.ts'
import type { ThrownCard } from '../stage/draw.ts'
import { thrownCard } from '../stage/draw.ts'
import { readList } from '../stage/read-list.ts'
import type { TagProgress } from '../tags/tag.ts'
import { tagProgress } from '../tags/tag.ts'
import type { PreparedAnswer, SentAnswer } from './prepared-answer.ts'
import { preparedAnswer, sentAnswer } from './prepared-answer.ts'
import type { Sighting } from './sighting.ts'
import { sighting } from './sighting.ts'

/**
 * The one map of the script's Y.Doc: the run of show by inject id (plain JSON values), what has
 * landed by inject id (for the facilitators' eyes; the truth of a landing is the stage and the
 * inboxes), who has seen it by inject and person, a copy of what was said and chosen under whispers,
 * the facilitators' shared notes, and the titles on the wheel of incidents.
 */
export interface ScriptDoc {
  readonly plan: Y.Map<unknown>
  readonly landings: Y.Map<unknown>
  readonly sightings: Y.Map<unknown>
  readonly answers: Y.Array<unknown>
  readonly choices: Y.Array<unknown>
  /** Which card of the deck each draw brought, by its number: until it is played facilitators alone know. */
  readonly thrown: Y.Map<unknown>
  /** A copy of what is written in time brackets, by bracket and person, for facilitators to read along. */
  readonly bracketTexts: Y.Map<unknown>
  /** What facilitators may answer to questions in the channel, by id; and when each was sent last. */
  readonly preparedAnswers: Y.Map<unknown>
  readonly answersSent: Y.Map<unknown>
  /** The lines of the transcript that is played, until each is due: see transcript-script.ts. */
  readonly transcript: Y.Map<unknown>
  readonly notes: Y.Text
  readonly wheel: Y.Array<unknown>
  /** The scenario that the session was made from, by field as it was written, without its injects. */
  readonly runHead: Y.Map<unknown>
  /** How many messages each person has tagged blind. */
  readonly tagProgress: Y.Map<unknown>
}

export function scriptDoc(doc: Y.Doc): ScriptDoc {
  return {
    plan: doc.getMap('plan'),
    landings: doc.getMap('landings'),
    sightings: doc.getMap('sightings'),
    answers: doc.getArray('answers'),
    choices: doc.getArray('choices'),
    thrown: doc.getMap('thrown'),
    bracketTexts: doc.getMap('bracketTexts'),
    preparedAnswers: doc.getMap('preparedAnswers'),
    answersSent: doc.getMap('answersSent'),
    transcript: doc.getMap('transcript'),
    notes: doc.getText('notes'),
    wheel: doc.getArray('wheel'),
    runHead: doc.getMap('runHead'),
    tagProgress: doc.getMap('tagProgress'),
  }
}

/** The run of show in its order: the prepared one, improvised injects behind it. */
export function readPlan(script: ScriptDoc): PlannedInject[] {
  const injects = [...script.plan.values()].flatMap((value) => injectIn(value) ?? [])
  return injects.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

/** What stands in the plan is written anew and never changed, so it is read once: three hundred may stand there. */
const readByValue = new WeakMap<object, PlannedInject | null>()

function injectIn(value: unknown): PlannedInject | null {
  if (typeof value !== 'object' || value === null) return null
  const known = readByValue.get(value)
  if (known !== undefined) return known
  const read = plannedInject.safeParse(value).data ?? null
  readByValue.set(value, read)
  return read
}

export function readPlanned(script: ScriptDoc, id: InjectId): PlannedInject | null {
  const parsed = plannedInject.safeParse(script.plan.get(id))
  return parsed.success ? parsed.data : null
}

/** The scenario that the session was made from, or null. It is read again whole where it is used. */
export function readRunHead(script: ScriptDoc): WrittenHead | null {
  return script.runHead.size > 0 ? script.runHead.toJSON() : null
}

export function readLandings(script: ScriptDoc): Map<InjectId, Landing> {
  return new Map(readList(script.landings.values(), landing).map((each) => [each.injectId, each]))
}

/** Who has seen what, each inject's in the order they saw it. */
export function readSightings(script: ScriptDoc): Map<InjectId, Sighting[]> {
  const sightings = readList(script.sightings.values(), sighting)
  return byInject(sightings.sort((a, b) => a.wallAt - b.wallAt))
}

/** What was said under each whisper, oldest first. */
export function readScriptAnswers(script: ScriptDoc): Map<InjectId, PrivateAnswer[]> {
  return byInject(readList(script.answers, privateAnswer))
}

/** What was chosen under whispers, oldest first. */
export function readScriptChoices(script: ScriptDoc): ChoiceEvent[] {
  return readList(script.choices, choiceEvent)
}

function byInject<Item extends { readonly injectId: InjectId }>(
  items: readonly Item[],
): Map<InjectId, Item[]> {
  const itemsById = new Map<InjectId, Item[]>()
  for (const item of items) {
    const own = itemsById.get(item.injectId)
    if (own) own.push(item)
    else itemsById.set(item.injectId, [item])
  }
  return itemsById
}

/** The cards that came, in their order. */
export function readThrown(script: ScriptDoc): ThrownCard[] {
  return readList(script.thrown.values(), thrownCard).sort((a, b) => a.n - b.n)
}

/** What is written in time brackets so far, in no order. */
export function readScriptBracketTexts(script: ScriptDoc): BracketText[] {
  return readList(script.bracketTexts.values(), bracketText)
}

export function readTagProgress(script: ScriptDoc): TagProgress[] {
  return readList(script.tagProgress.values(), tagProgress)
}

/** What is prepared for questions, in its order. */
export function readPreparedAnswers(script: ScriptDoc): PreparedAnswer[] {
  const answers = readList(script.preparedAnswers.values(), preparedAnswer)
  return answers.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

export function readPreparedAnswer(script: ScriptDoc, id: AnswerId): PreparedAnswer | null {
  const parsed = preparedAnswer.safeParse(script.preparedAnswers.get(id))
  return parsed.success ? parsed.data : null
}

/** When each prepared answer was sent last. */
export function readAnswersSent(script: ScriptDoc): Map<AnswerId, SentAnswer> {
  return new Map(
    readList(script.answersSent.values(), sentAnswer).map((each) => [each.answerId, each]),
  )
}
