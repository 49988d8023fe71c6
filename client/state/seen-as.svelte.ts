import type { BoardDoc } from '../../shared/board/board-doc.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import type * as Y from 'yjs'
import type { BoardView } from '../board/board-view.ts'
import { byLanding, OwnReadings } from './own-readings.svelte.ts'
import type { SeenInject, StageView } from './stage-view.ts'

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
export class SeenAs extends OwnReadings implements BoardView, StageView {
  readonly me: ParticipantId
  readonly edit = null
  readonly news = null
  readonly send = null
  protected readonly madeFor: FormatId
  readonly #options: SeenAsOptions

  readonly injects: readonly SeenInject[] = $derived([...this.landed].sort(byLanding))
  readonly branches = $derived(branchesOf(this.ownChoices))
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

  protected override get shownInbox(): Y.Doc {
    return this.#options.inbox
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
