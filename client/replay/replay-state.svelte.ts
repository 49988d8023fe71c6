import { createContext } from 'svelte'
import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { CardId, ParticipantId, SessionId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import { foldChanges } from '../../shared/replay/change.ts'
import type { Player } from '../../shared/replay/player.ts'
import { advance, playerAt } from '../../shared/replay/player.ts'
import type { Frames } from '../../shared/replay/recording.ts'
import { Recording } from '../../shared/replay/recording.ts'
import { rhythmOf } from '../../shared/replay/rhythm.ts'
import type { Mark } from '../../shared/replay/score.ts'
import { Tape } from '../../shared/replay/tape.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  inboxAnswers,
  inboxChoices,
  inboxInjects,
  readAnswers,
  readClock,
  readInbox,
  readInboxChoices,
  readInjects,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { History } from '../../shared/wire/api.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import type { BoardView } from '../board/board-view.ts'
import { OwnReadings } from '../state/own-readings.svelte.ts'
import type { SeenInject, StageView } from '../state/stage-view.ts'
import { tracked } from '../state/yjs.svelte.ts'
import { onceEach } from './once-each.ts'

/** The inbox of whoever was not there. */
const nobodys = new Y.Doc()
const quiet = { longerThan: 60_000, becomes: 3_000 }
/** Rows of the board that are described at a time, so that the page stays awake. */
const slice = 400
/** Changes that are looked at for the last ones: letters typed at once fold into one. */
const recent = 400
/** How long somebody is shown at a card after their change, in milliseconds. */
const lingers = 6_000

/**
 * A session's history on one page: its documents as they were at the player's position, read by the
 * same components as the live ones, and the player's moves. Nothing of it writes anything.
 */
export class ReplayState extends OwnReadings implements BoardView, StageView {
  readonly id: SessionId
  readonly title: string
  readonly me: ParticipantId | null
  readonly edit = null
  readonly news = null
  readonly send = null
  protected readonly madeFor: FormatId
  readonly #recording = new Recording()
  #isOpen = true

  #moments = $state.raw<readonly number[]>([])
  #described = $state(0)
  #boardSeq = $state(0)
  #inboxes = $state.raw<Frames['inboxes']>([])
  #stage: StageDoc
  board: BoardDoc
  player = $state.raw<Player>(playerAt(0))
  marks = $state.raw<readonly Mark[]>([])
  skipsQuiet = $state(true)
  /** The clock and the people as they are in the end, whatever the position. */
  wholeClock = $state.raw<ClockPlan>([])
  everybody = $state.raw<readonly RosterEntry[]>([])

  readonly tape: Tape = $derived(new Tape(this.#moments, this.skipsQuiet ? quiet : null))
  /** Whether there is nothing to replay. */
  readonly isEmpty: boolean = $derived(this.#moments.length === 0)
  /** Whether more may still come. */
  readonly isLive: boolean = $derived(
    this.marks.findLast((mark) => mark.kind === 'phase')?.phase !== 'closed',
  )
  /** Those under every whisper that whoever looks may read. */
  override readonly answers = $derived.by(() =>
    this.#inboxes
      .flatMap(({ doc }) => {
        tracked(inboxAnswers(doc))
        return readAnswers(doc)
      })
      .sort((a, b) => a.wallAt - b.wallAt),
  )
  readonly branches = $derived.by(() => {
    const whispered = this.#inboxes.flatMap(({ doc }) => {
      tracked(inboxChoices(doc))
      return readInboxChoices(doc)
    })
    return branchesOf([...this.choices, ...whispered])
  })
  readonly injects: readonly SeenInject[] = $derived.by(() => {
    tracked(this.#stage.injects)
    const whispers = onceEach(this.#inboxes.flatMap((inbox) => this.#whispersIn(inbox)))
    return [...readInjects(this.#stage), ...whispers].sort((a, b) => a.wallAt - b.wallAt)
  })
  /** The last things done to the board by now, newest first; letters typed at once are one. */
  readonly lastChanges: readonly Change[] = $derived.by(() => {
    const known = Math.min(this.#boardSeq, this.#described)
    const { changes } = this.#recording.chronicle
    const end = changes.findLastIndex((change) => change.seq <= known) + 1
    return foldChanges(changes.slice(Math.max(0, end - recent), end)).reverse()
  })

  readonly #second: number = $derived(Math.floor(this.player.position / 1_000))
  /** Who had joined by then, each at the card they had just changed: as the history tells it. */
  readonly present: readonly Presence[] = $derived.by(() => {
    const since = this.#second * 1_000 - lingers
    const changes = this.lastChanges.filter(({ until }) => until >= since)
    return this.people
      .filter(({ removedAt }) => removedAt === null)
      .map(({ participantId }) => presenceOf(participantId, changes))
  })

  constructor({ session }: History) {
    super()
    this.id = session.id
    this.title = session.title
    this.madeFor = session.format
    this.me = session.you?.participantId ?? null
    const { board, stage } = this.#recording.framesAt(0)
    this.board = $state.raw(boardDoc(board))
    this.#stage = $state.raw(stageDoc(stage))
  }

  protected override get shownStage(): StageDoc {
    return this.#stage
  }

  protected override get shownInbox(): Y.Doc {
    return this.#inboxes.find(({ owner }) => owner === this.me)?.doc ?? nobodys
  }

  /** The wall moment that is shown. */
  now(): number {
    return this.player.position
  }

  presentAt(card: CardId): readonly Presence[] {
    return this.present.filter(({ cardId }) => cardId === card)
  }

  storyOf(card: CardId): Promise<readonly Change[]> {
    const ofCard = this.#recording.chronicle.changes.filter(
      ({ cardId, seq }) => cardId === card && seq <= this.#boardSeq,
    )
    return Promise.resolve(foldChanges(ofCard).reverse())
  }

  get known(): Recording['known'] {
    return this.#recording.known
  }

  /** Takes in rows: all of them at first, and those behind `known` while the session is played. */
  append({ documents }: History): void {
    this.#recording.append(documents)
    const { score, moments } = this.#recording
    this.marks = score.marks
    this.wholeClock = readClock(score.stage)
    this.everybody = readRoster(score.stage)
    const isFirst = this.isEmpty
    this.#moments = moments
    this.show(isFirst ? playerAt(this.tape.start) : this.player)
    void this.#describe()
  }

  /** Moves the player, and every document to where it was then. */
  show(player: Player): void {
    this.player = player
    const { board, boardSeq, stage, inboxes } = this.#recording.framesAt(player.position)
    this.#boardSeq = boardSeq
    if (this.board.cards.doc !== board) this.board = boardDoc(board)
    if (this.#stage.phases.doc !== stage) this.#stage = stageDoc(stage)
    if (!isSame(this.#inboxes, inboxes)) this.#inboxes = inboxes
  }

  /** @param elapsed milliseconds of the viewer's time since the last call */
  advance(elapsed: number): void {
    const next = advance(this.player, this.tape, elapsed)
    if (next !== this.player) this.show(next)
  }

  /** How busy it was along the tape, from 0 to 1 for each of so many stretches. */
  rhythm(stretches: number): number[] {
    return rhythmOf(this.#moments, this.tape, stretches)
  }

  dispose(): void {
    this.#isOpen = false
  }

  #whispersIn({ owner, doc }: Frames['inboxes'][number]): SeenInject[] {
    tracked(inboxInjects(doc))
    return readInbox(doc).map((each) => (owner === this.me ? each : { ...each, to: owner }))
  }

  async #describe(): Promise<void> {
    const { boardRows, chronicle } = this.#recording
    while (this.#isOpen && chronicle.read < boardRows.length) {
      chronicle.append(boardRows.slice(chronicle.read, chronicle.read + slice))
      this.#described = chronicle.read
      await new Promise((next) => setTimeout(next))
    }
  }
}

function presenceOf(participantId: ParticipantId, changes: readonly Change[]): Presence {
  const change = changes.find(({ author }) => author === participantId)
  const typing = change?.what.endsWith('edited') ?? false
  return { participantId, cardId: change?.cardId ?? null, typing, dragging: false, away: false }
}

function isSame(before: Frames['inboxes'], after: Frames['inboxes']): boolean {
  return before.length === after.length && after.every(({ doc }, i) => before[i]?.doc === doc)
}

const [read, provide, has] = createContext<ReplayState>()

/** Gives a replay to the components below. Call while a component is being set up. */
export const provideReplay = provide

/** The replay that the replay page provides. */
export function useReplay(): ReplayState {
  if (!has()) throw new Error('This component needs provideReplay() in a parent component.')
  return read()
}
