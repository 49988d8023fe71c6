import { createContext, untrack } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { CardId, InjectId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import { foldChanges } from '../../shared/replay/change.ts'
import { historyRow } from '../../shared/replay/history-row.ts'
import type { Action, Role } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { readTranscript } from '../../shared/script/transcript-script.ts'
import {
  readAnswersSent,
  readLandings,
  readPlan,
  readRunHead,
  readPreparedAnswers,
  readScriptAnswers,
  readScriptBracketTexts,
  readScriptChoices,
  readSightings,
  readTagProgress,
  readThrown,
  scriptDoc,
} from '../../shared/script/script-doc.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  inboxAnswers,
  inboxBlindAnswers,
  inboxBracketTexts,
  inboxChoices,
  inboxInjects,
  inboxMarks,
  inboxTuningReadings,
  inboxTagObservations,
  inboxTags,
  readAnswers,
  readBlindAnswersByFermata,
  readBracketTextsByBracket,
  readInbox,
  readInboxChoices,
  readInjects,
  readMarks,
  readTuningReadings,
  readOwnBlind,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import { transcriptOf } from '../../shared/stage/transcript.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { peopleOf } from '../../shared/stage/inject.ts'
import { landingsOf } from '../../shared/stage/repeat.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { History, SessionView } from '../../shared/wire/api.ts'
import { rosterEntry } from '../../shared/stage/roster.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import { presence } from '../../shared/wire/presence.ts'
import { protocolVersion } from '../../shared/wire/protocol-version.ts'
import { BoardEditor } from '../board/board-editor.ts'
import { BoardNews } from '../board/board-news.ts'
import type { BoardEdit, BoardView } from '../board/board-view.ts'
import type { PresentByCard } from '../board/present-by-card.ts'
import { atNoCard, presentByCard } from '../board/present-by-card.ts'
import type { ConductView } from '../conduct/conduct-view.ts'
import type { MarkedView } from '../moments/marked-view.ts'
import { Api } from '../net/api.ts'
import { LiveConnection } from '../net/live-connection.ts'
import type { SyncState } from '../net/sync-connection.ts'
import { SyncConnection } from '../net/sync-connection.ts'
import { wallNow } from '../stage/wall-clock.svelte.ts'
import { PagePresence } from './page-presence.ts'
import type { Saved } from './saved.ts'
import { savedOf } from './saved.ts'
import type { SeenAsOptions } from './seen-as.svelte.ts'
import { StageReadings } from './stage-readings.svelte.ts'
import type { SeenInject, StageView } from './stage-view.ts'
import { tracked } from './yjs.svelte.ts'

type You = NonNullable<SessionView['you']>

export interface SessionOptions {
  /** `http(s)://host:port` of the server. */
  readonly server: string
  readonly session: SessionView
  readonly you: You
  /** The person's key. */
  readonly key: string
}

/**
 * One session as one page lives it: its documents kept in step with the server's, read reactively,
 * and the verbs of whoever is here. Opened by the session page, and disposed by it.
 */
export class SessionState
  extends StageReadings
  implements BoardView, StageView, ConductView, MarkedView
{
  readonly id: SessionId
  readonly title: string
  /** What everyone is told at the start, or null. */
  readonly situation: string | null
  readonly me: ParticipantId
  /** What this person may do now: it changes where the stand is handed over. */
  role: Role = $state.raw('observer')
  readonly board: BoardDoc
  protected readonly madeFor: FormatId
  readonly #stage: StageDoc
  readonly #inbox: Y.Doc
  /** Stays empty for whoever does not conduct. */
  #script: ScriptDoc = $state.raw(scriptDoc(new Y.Doc()))
  /** Only for whoever conducts. */
  #scriptSync: SyncConnection | null = $state.raw(null)
  readonly #sync: { readonly board: SyncConnection; readonly all: readonly SyncConnection[] }
  readonly #open: (doc: DocName, ydoc: Y.Doc) => SyncConnection
  readonly #live: LiveConnection
  readonly #server: string
  #isDisposed = false
  readonly #key: string
  readonly #presence: PagePresence
  readonly #editor: BoardEditor | null
  readonly #onStates: () => void
  readonly #onPresent: () => void

  readonly injects: readonly SeenInject[] = $derived.by(() => {
    tracked(this.#stage.injects)
    tracked(inboxInjects(this.#inbox))
    const mine = [...readInjects(this.#stage), ...readInbox(this.#inbox)]
    const landed = [...mine, ...this.#whispersToOthers]
    return landed.sort((a, b) => a.wallAt - b.wallAt || (a.id < b.id ? -1 : 1))
  })
  readonly answers = $derived.by(() => {
    tracked(inboxAnswers(this.#inbox))
    return readAnswers(this.#inbox)
  })
  readonly marked = $derived.by(() => {
    tracked(inboxMarks(this.#inbox))
    return readMarks(this.#inbox)
  })
  readonly myAnswers = $derived.by(() => {
    tracked(inboxBlindAnswers(this.#inbox))
    return readBlindAnswersByFermata(this.#inbox)
  })
  readonly myBracketTexts = $derived.by(() => {
    tracked(inboxBracketTexts(this.#inbox))
    return readBracketTextsByBracket(this.#inbox)
  })
  readonly seenReadings = $derived.by(() => {
    tracked(inboxTuningReadings(this.#inbox))
    return readTuningReadings(this.#inbox)
  })
  readonly myTags = $derived.by(() => {
    tracked(inboxTags(this.#inbox))
    tracked(inboxTagObservations(this.#inbox))
    return readOwnBlind(this.#inbox)
  })
  readonly branches = $derived.by(() => {
    tracked(inboxChoices(this.#inbox))
    tracked(this.#script.choices)
    const whispered = [...readInboxChoices(this.#inbox), ...readScriptChoices(this.#script)]
    return branchesOf([...this.choices, ...whispered])
  })
  readonly #states: readonly SyncState[] = $derived.by(() => {
    this.#onStates()
    return this.#sync.all.map((each) => each.state)
  })
  readonly #scriptStates: readonly SyncState[] = $derived.by(() => {
    const sync = this.#scriptSync
    if (!sync) return []
    onStateOf(sync)()
    return isGivenUp(sync.state) ? [] : [sync.state]
  })
  readonly saved: Saved = $derived(savedOf([...this.#states, ...this.#scriptStates]))
  /** Whether the board and the stage have come at least once. */
  readonly ready: boolean = $derived(this.#states.every((state) => state.at !== 'connecting'))
  readonly present: readonly Presence[] = $derived.by(() => {
    this.#onPresent()
    return readPresent(this.#sync.board)
  })
  #lastByCard: PresentByCard = atNoCard
  readonly #presentByCard: PresentByCard = $derived.by(() => {
    this.#lastByCard = presentByCard(this.present, this.#lastByCard)
    return this.#lastByCard
  })
  /** The run of show in its order; empty for whoever does not conduct. */
  readonly plan: readonly PlannedInject[] = $derived.by(() => {
    tracked(this.#script.plan)
    return readPlan(this.#script)
  })
  readonly landings: ReadonlyMap<InjectId, Landing> = $derived.by(() => {
    tracked(this.#script.landings)
    return readLandings(this.#script)
  })
  readonly runHead = $derived.by(() => {
    tracked(this.#script.runHead)
    return readRunHead(this.#script)
  })
  readonly sightings = $derived.by(() => {
    tracked(this.#script.sightings)
    return readSightings(this.#script)
  })
  readonly threads = $derived.by(() => {
    tracked(this.#script.answers)
    return readScriptAnswers(this.#script)
  })
  /** The cards of the deck that came; empty for whoever does not conduct. */
  readonly thrown = $derived.by(() => {
    tracked(this.#script.thrown)
    return readThrown(this.#script)
  })
  readonly bracketTexts = $derived.by(() => {
    tracked(this.#script.bracketTexts)
    return readScriptBracketTexts(this.#script)
  })
  /** How many messages each has tagged blind; empty for whoever does not conduct. */
  readonly tagProgress = $derived.by(() => {
    tracked(this.#script.tagProgress)
    return readTagProgress(this.#script)
  })
  readonly preparedAnswers = $derived.by(() => {
    tracked(this.#script.preparedAnswers)
    return readPreparedAnswers(this.#script)
  })
  readonly answersSent = $derived.by(() => {
    tracked(this.#script.answersSent)
    return readAnswersSent(this.#script)
  })
  readonly transcriptLines = $derived.by(() => {
    tracked(this.#script.transcript)
    return readTranscript(this.#script.transcript, transcriptOf(this.transcript).load)
  })
  /** What a facilitator sees of the whispers to others; nobody else has a script to read it from. */
  readonly #whispersToOthers: readonly SeenInject[] = $derived.by(() =>
    this.plan.flatMap((inject) =>
      landingsOf(inject.id, this.landings).flatMap((landing) => {
        const people = peopleOf(landing)
        if (!people || people.includes(this.me)) return []
        const { injectId: id, at, wallAt } = landing
        return [{ id, content: inject.content, whisper: true, at, wallAt, people }]
      }),
    ),
  )
  /** What others change from when the board has come. */
  news = $state.raw<BoardNews | null>(null)
  /** How far the server's wall clock is ahead of this page's, in milliseconds. */
  #ahead = $state(0)
  /** Whether the server has come back speaking another version than this page does. */
  outdated = $state(false)
  /** Null for who only looks on, once the session is closed, and where nothing would be saved. */
  readonly edit: BoardEdit | null = $derived.by(() =>
    this.phase === 'closed' || this.saved.at === 'refused' ? null : this.#editor,
  )

  constructor({ server, session, you, key }: SessionOptions) {
    super()
    this.#server = server
    this.#key = key
    this.id = session.id
    this.title = session.title
    this.madeFor = session.format
    this.situation = session.situation
    this.me = you.participantId
    this.role = you.role
    this.#open = (doc, ydoc) =>
      new SyncConnection({
        server: server.replace(/^http/, 'ws'),
        sessionId: session.id,
        doc,
        key,
        ydoc,
        presence: doc === 'board',
      })
    const [boardYdoc, stageYdoc] = [new Y.Doc(), new Y.Doc()]
    this.#inbox = new Y.Doc()
    this.board = boardDoc(boardYdoc)
    this.#stage = stageDoc(stageYdoc)
    const board = this.#open('board', boardYdoc)
    const inbox = this.#open(inboxOf(this.me), this.#inbox)
    const all = [board, this.#open('stage', stageYdoc), inbox]
    this.#openScript()
    this.#stage.roster.observe(this.#followRole)
    this.#sync = { board, all }
    this.#live = new LiveConnection({ server, key })
    this.#live.onBell((bell) => this.#hear(bell))
    this.#presence = new PagePresence(board.awareness, this.me, document)
    this.#editor = this.can('write board') ? this.#newEditor() : null
    void board.whenSynced().then(() => {
      if (!this.#isDisposed) this.news = new BoardNews(this.board)
    })
    this.#onStates = createSubscriber((update) => {
      const stops = all.map((each) => each.onChange(update))
      return () => stops.forEach((stop) => stop())
    })
    this.#onPresent = createSubscriber((update) => {
      board.awareness.on('change', update)
      return () => board.awareness.off('change', update)
    })
  }

  can(action: Action): boolean {
    return can(this.role, action)
  }

  presentAt(card: CardId): readonly Presence[] {
    return this.#presentByCard.get(card) ?? nobody
  }

  person(id: ParticipantId | null | undefined): RosterEntry | null {
    return this.people.find((each) => each.participantId === id) ?? null
  }

  /**
   * Sends a command to the server; the reply says when it is on disk, or why it is not. Null for
   * whoever was taken off the session.
   */
  readonly send: ((command: Command) => Promise<Reply>) | null = $derived.by(() =>
    this.saved.at === 'refused' ? null : (command) => this.#live.send(command),
  )

  /** The wall moment by the server's clock: this page's own may be wrong by minutes. */
  now(): number {
    return wallNow() + this.#ahead
  }

  get wheel(): Y.Array<unknown> | null {
    return this.can('write script') ? this.#script.wheel : null
  }

  protected override get shownStage(): StageDoc {
    return this.#stage
  }

  /** The facilitators' shared notes, or null for whoever does not conduct. */
  get scriptNotes(): Y.Text | null {
    return this.can('read script') ? this.#script.notes : null
  }

  /** The session so far: every document that this person may read. */
  readonly recorded = (): Promise<History> => new Api(this.#server).history(this.id, this.#key)

  async storyOf(card: CardId): Promise<readonly Change[]> {
    const { documents } = await this.recorded()
    const rows = documents.board?.rows.map(historyRow) ?? []
    // Few ask for a card's story, and most of what reads it is needed for nothing else here.
    const { Chronicle } = await import('../../shared/replay/chronicle.ts')
    const chronicle = new Chronicle()
    chronicle.append(rows)
    return foldChanges(chronicle.changes.filter(({ cardId }) => cardId === card)).reverse()
  }

  dispose(): void {
    this.#isDisposed = true
    this.news?.dispose()
    this.#editor?.dispose()
    this.#presence.dispose()
    this.#live.dispose()
    this.#stage.roster.unobserve(this.#followRole)
    for (const sync of this.#sync.all) sync.dispose()
    this.#scriptSync?.dispose()
  }

  /** What the session is to somebody else of it, for a `SeenAs`. Whoever asks for it disposes of it. */
  readAs(person: ParticipantId): SeenAsOptions {
    const inbox = new Y.Doc()
    const sync = this.#open(inboxOf(person), inbox)
    const hasCome = () => {
      onStateOf(sync)()
      return sync.state.at === 'synced'
    }
    const { madeFor } = this
    const stage = this.#stage
    const dispose = () => sync.dispose()
    return { page: this, person, stage, inbox, madeFor, hasCome, dispose }
  }

  /** The roster is the server's word for who may do what. */
  readonly #followRole = (): void => {
    const { success, data } = rosterEntry.safeParse(this.#stage.roster.get(this.me))
    if (!success || data.role === this.role) return
    this.role = data.role
    this.#openScript()
  }

  /** What was read of the script is let go of with the right to. */
  #openScript(): void {
    this.#scriptSync?.dispose()
    const ydoc = new Y.Doc()
    this.#script = scriptDoc(ydoc)
    this.#scriptSync = this.can('read script') ? this.#open('script', ydoc) : null
  }

  #hear(bell: Bell): void {
    if (bell.type !== 'welcome') return
    this.#ahead = bell.now - Date.now()
    this.outdated = bell.protocol !== protocolVersion
  }

  #newEditor(): BoardEditor {
    return new BoardEditor({
      board: this.board,
      me: this.me,
      newId: idsFrom((length) => crypto.getRandomValues(new Uint8Array(length))),
      now: () => Date.now() + untrack(() => this.#ahead),
      attention: this.#presence,
      awareness: this.#sync.board.awareness,
    })
  }
}

/** The stand has gone on to somebody else: the roster says so in a moment. */
function isGivenUp(state: SyncState): boolean {
  return state.at === 'refused' && state.code === closeCodes.notYours.code
}

/** Has whoever calls what it returns run again when the connection's state changes. */
const onStateBySync = new WeakMap<SyncConnection, () => void>()

function onStateOf(sync: SyncConnection): () => void {
  const known = onStateBySync.get(sync)
  if (known) return known
  const onState = createSubscriber((update) => sync.onChange(update))
  onStateBySync.set(sync, onState)
  return onState
}

const nobody: readonly Presence[] = []
/** A page's state is a new object whenever it changes: what stays is read once. */
const readStates = new WeakMap<object, Presence | null>()

function readPresent(sync: SyncConnection): Presence[] {
  return [...sync.awareness.getStates().values()].flatMap((state) => readState(state) ?? [])
}

function readState(state: object): Presence | null {
  const known = readStates.get(state)
  if (known !== undefined) return known
  const read = presence.safeParse(state).data ?? null
  readStates.set(state, read)
  return read
}

const [read, provide, has] = createContext<SessionState>()

/** Gives the live session to the components below. Call while a component is being set up. */
export const provideSession = provide

/** The live session that the session page provides. */
export function useSession(): SessionState {
  if (!has()) throw new Error('This component needs provideSession() in a parent component.')
  return read()
}
