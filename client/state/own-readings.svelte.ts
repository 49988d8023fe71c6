import type * as Y from 'yjs'
import {
  inboxAnswers,
  inboxBlindAnswers,
  inboxBracketTexts,
  inboxChoices,
  inboxInjects,
  inboxTagObservations,
  inboxTags,
  inboxTuningReadings,
  readAnswers,
  readBlindAnswersByFermata,
  readBracketTextsByBracket,
  readInbox,
  readInboxChoices,
  readInjects,
  readOwnBlind,
  readTuningReadings,
} from '../../shared/stage/stage-doc.ts'
import { StageReadings } from './stage-readings.svelte.ts'
import type { SeenInject, StageView } from './stage-view.ts'
import { tracked } from './yjs.svelte.ts'

/** What pages read of a stage and of one person's inbox beside it. */
export abstract class OwnReadings extends StageReadings {
  /** What only its person and the facilitators read; where another takes its place, all is read anew. */
  protected abstract get shownInbox(): Y.Doc

  /** What has landed for all and for this person. */
  protected readonly landed: readonly SeenInject[] = $derived.by(() => {
    tracked(this.shownStage.injects)
    tracked(inboxInjects(this.shownInbox))
    return [...readInjects(this.shownStage), ...readInbox(this.shownInbox)]
  })
  readonly answers: StageView['answers'] = $derived.by(() => {
    tracked(inboxAnswers(this.shownInbox))
    return readAnswers(this.shownInbox)
  })
  readonly myAnswers = $derived.by(() => {
    tracked(inboxBlindAnswers(this.shownInbox))
    return readBlindAnswersByFermata(this.shownInbox)
  })
  readonly myBracketTexts = $derived.by(() => {
    tracked(inboxBracketTexts(this.shownInbox))
    return readBracketTextsByBracket(this.shownInbox)
  })
  readonly seenReadings = $derived.by(() => {
    tracked(inboxTuningReadings(this.shownInbox))
    return readTuningReadings(this.shownInbox)
  })
  readonly myTags = $derived.by(() => {
    tracked(inboxTags(this.shownInbox))
    tracked(inboxTagObservations(this.shownInbox))
    return readOwnBlind(this.shownInbox)
  })
  /** What was chosen in the open and by this person. */
  protected readonly ownChoices = $derived.by(() => {
    tracked(inboxChoices(this.shownInbox))
    return [...this.choices, ...readInboxChoices(this.shownInbox)]
  })
}

/** What landed first comes first; what landed at one moment, in an order that all pages share. */
export function byLanding(a: SeenInject, b: SeenInject): number {
  return a.wallAt - b.wallAt || (a.id < b.id ? -1 : 1)
}
