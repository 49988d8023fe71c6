import type { BoardDoc } from '../../shared/board/board-doc.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  inboxAnswers,
  inboxBlindAnswers,
  inboxBracketTexts,
  inboxChoices,
  inboxTagObservations,
  inboxTags,
  inboxTuningReadings,
  readBracketTextsByBracket,
  readOwnBlind,
  readTuningReadings,
  inboxInjects,
  readAnswers,
  readBlindAnswersByFermata,
  readInbox,
  readInboxChoices,
  readInjects,
} from '../../shared/stage/stage-doc.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import type * as Y from 'yjs'
import type { BoardView } from '../board/board-view.ts'
import { StageReadings } from './stage-readings.svelte.ts'
import type { SeenInject, StageView } from './stage-view.ts'
import { tracked } from './yjs.svelte.ts'

export interface SeenAsOptions {
  /** The facilitator's own page, for what everybody sees alike. */
  readonly page: Pick<BoardView, 'board' | 'present' | 'presentAt' | 'now' | 'storyOf'>
  readonly person: ParticipantId
  readonly stage: StageDoc
  /** What only this person and the facilitators read. */
  readonly inbox: Y.Doc
  readonly madeFor: FormatId
  /** Whether the inbox has come. Reactive. */
  readonly hasCome: () => boolean
  readonly dispose: () => void
}

/**
 * A session as one of its people reads it, on a facilitator's page: the board, the stage and their
 * inbox, never the script. Nothing of it writes, rings, or tells anybody that it was looked at.
 */
export class SeenAs extends StageReadings implements BoardView, StageView {
  readonly me: ParticipantId
  readonly edit = null
  readonly news = null
  readonly send = null
  protected readonly madeFor: FormatId
  readonly #options: SeenAsOptions

  readonly injects: readonly SeenInject[] = $derived.by(() => {
    tracked(this.shownStage.injects)
    tracked(inboxInjects(this.#options.inbox))
    const landed = [...readInjects(this.shownStage), ...readInbox(this.#options.inbox)]
    return landed.sort((a, b) => a.wallAt - b.wallAt || (a.id < b.id ? -1 : 1))
  })
  readonly answers = $derived.by(() => {
    tracked(inboxAnswers(this.#options.inbox))
    return readAnswers(this.#options.inbox)
  })
  readonly myAnswers = $derived.by(() => {
    tracked(inboxBlindAnswers(this.#options.inbox))
    return readBlindAnswersByFermata(this.#options.inbox)
  })
  readonly branches = $derived.by(() => {
    tracked(inboxChoices(this.#options.inbox))
    return branchesOf([...this.choices, ...readInboxChoices(this.#options.inbox)])
  })
  readonly myBracketTexts = $derived.by(() => {
    tracked(inboxBracketTexts(this.#options.inbox))
    return readBracketTextsByBracket(this.#options.inbox)
  })
  readonly seenReadings = $derived.by(() => {
    tracked(inboxTuningReadings(this.#options.inbox))
    return readTuningReadings(this.#options.inbox)
  })
  readonly myTags = $derived.by(() => {
    tracked(inboxTags(this.#options.inbox))
    tracked(inboxTagObservations(this.#options.inbox))
    return readOwnBlind(this.#options.inbox)
  })
  /** Whose page it is. */
  readonly person: RosterEntry | null = $derived(
    this.people.find(({ participantId }) => participantId === this.me) ?? null,
  )

  constructor(options: SeenAsOptions) {
    super()
    this.#options = options
    this.me = options.person
    this.madeFor = options.madeFor
  }

  protected override get shownStage(): StageDoc {
    return this.#options.stage
  }

  get board(): BoardDoc {
    return this.#options.page.board
  }

  get present(): readonly Presence[] {
    return this.#options.page.present
  }

  /** Whether what only they read has come. */
  get hasCome(): boolean {
    return this.#options.hasCome()
  }

  presentAt(card: CardId): readonly Presence[] {
    return this.#options.page.presentAt(card)
  }

  now(): number {
    return this.#options.page.now()
  }

  storyOf(card: CardId): Promise<readonly Change[]> {
    return this.#options.page.storyOf(card)
  }

  dispose(): void {
    this.#options.dispose()
  }
}
