import { createContext } from 'svelte'
import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type { CardId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import type { Action, Role } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import { rosterEntry } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { inboxMarks, readMarks } from '../../shared/stage/stage-doc.ts'
import type { History, SessionView } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Presence } from '../../shared/wire/presence.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import { BoardEditor } from '../board/board-editor.ts'
import { BoardNews } from '../board/board-news.ts'
import type { BoardEdit, BoardView } from '../board/board-view.ts'
import type { MarkedView } from '../moments/marked-view.ts'
import { Api } from '../net/api.ts'
import { LiveConnection } from '../net/live-connection.ts'
import { cardStory } from './card-story.ts'
import { OpenDocuments } from './open-documents.svelte.ts'
import { byLanding, OwnReadings } from './own-readings.svelte.ts'
import { PagePresence } from './page-presence.ts'
import { PresentPeople } from './present-people.svelte.ts'
import type { Saved } from './saved.ts'
import { savedOf } from './saved.ts'
import type { SeenAsOptions } from './seen-as.svelte.ts'
import { ServerWord } from './server-word.svelte.ts'
import { SessionScript } from './session-script.svelte.ts'
import type { SeenInject, StageView } from './stage-view.ts'
import { stateOf } from './state-of.ts'
import { whispersToOthers } from './whispers-to-others.ts'
import { tracked } from './yjs.svelte.ts'

export interface SessionOptions {
  /** `http(s)://host:port` of the server. */
  readonly server: string
  readonly session: SessionView
  readonly you: NonNullable<SessionView['you']>
  /** The person's key. */
  readonly key: string
}

/**
 * One session as one page lives it: its documents kept in step with the server's, read reactively,
 * and the verbs of whoever is here. Opened by the session page, and disposed by it.
 */
export class SessionState extends OwnReadings implements BoardView, StageView, MarkedView {
  readonly id: SessionId
  readonly title: string
  /** What everyone is told at the start, or null. */
  readonly situation: string | null
  readonly me: ParticipantId
  /** What this person may do now: it changes where the stand is handed over. */
  role: Role = $state.raw('observer')
  /** What only whoever conducts reads. */
  readonly script: SessionScript
  protected readonly madeFor: FormatId
  readonly #options: SessionOptions
  readonly #documents: OpenDocuments
  readonly #live: LiveConnection
  readonly #word = new ServerWord()
  readonly #presence: PagePresence
  readonly #people: PresentPeople
  readonly #editor: BoardEditor | null
  #isDisposed = false

  readonly marked = $derived.by(() => {
    tracked(inboxMarks(this.shownInbox))
    return readMarks(this.shownInbox)
  })
  readonly branches = $derived.by(() => branchesOf([...this.ownChoices, ...this.script.choices]))
  readonly injects: readonly SeenInject[] = $derived.by(() =>
    [...this.landed, ...whispersToOthers(this.script, this.me)].sort(byLanding),
  )
  readonly saved: Saved = $derived.by(() =>
    savedOf([...this.#documents.states, ...this.script.states]),
  )
  /** What others change from when the board has come. */
  news = $state.raw<BoardNews | null>(null)
  /** Null for who only looks on, once the session is closed, and where nothing would be saved. */
  readonly edit: BoardEdit | null = $derived.by(() =>
    this.phase === 'closed' || this.saved.at === 'refused' ? null : this.#editor,
  )
  /**
   * Sends a command to the server; the reply says when it is on disk, or why it is not. Null for
   * whoever was taken off the session.
   */
  readonly send: ((command: Command) => Promise<Reply>) | null = $derived.by(() =>
    this.saved.at === 'refused' ? null : (command) => this.#live.send(command),
  )

  constructor(options: SessionOptions) {
    super()
    const { server, session, you, key } = options
    this.#options = options
    this.id = session.id
    this.title = session.title
    this.madeFor = session.format
    this.situation = session.situation
    this.me = you.participantId
    this.role = you.role
    const documents = new OpenDocuments({ server, sessionId: session.id, me: this.me, key })
    this.#documents = documents
    this.script = this.#newScript()
    documents.stage.roster.observe(this.#followRole)
    this.#live = new LiveConnection({ server, key })
    this.#live.onBell(this.#word.hear)
    this.#presence = new PagePresence(documents.awareness, this.me, document)
    this.#people = new PresentPeople(documents.awareness)
    this.#editor = this.can('write board') ? this.#newEditor() : null
    void documents.boardHasCome().then(() => {
      if (!this.#isDisposed) this.news = new BoardNews(this.board)
    })
  }

  can(action: Action): boolean {
    return can(this.role, action)
  }

  /** Whether what everybody reads has come at least once. */
  get ready(): boolean {
    return this.#documents.ready
  }

  /** Whether the server has come back speaking another version than this page does. */
  get outdated(): boolean {
    return this.#word.outdated
  }

  get board(): BoardDoc {
    return this.#documents.board
  }

  get present(): readonly Presence[] {
    return this.#people.all
  }

  presentAt(card: CardId): readonly Presence[] {
    return this.#people.at(card)
  }

  /** The wall moment by the server's clock. */
  now(): number {
    return this.#word.now()
  }

  async storyOf(card: CardId): Promise<readonly Change[]> {
    return cardStory(await this.#recorded(), card)
  }

  /** What the session is to somebody else of it, for a `SeenAs`. Whoever asks for it disposes of it. */
  readAs(person: ParticipantId): SeenAsOptions {
    const inbox = new Y.Doc()
    const sync = this.#documents.open(inboxOf(person), inbox)
    const hasCome = () => stateOf(sync).at === 'synced'
    const { madeFor, shownStage: stage } = this
    const dispose = () => sync.dispose()
    return { page: this, person, stage, inbox, madeFor, hasCome, dispose }
  }

  dispose(): void {
    this.#isDisposed = true
    this.news?.dispose()
    this.#editor?.dispose()
    this.#presence.dispose()
    this.#live.dispose()
    this.#documents.stage.roster.unobserve(this.#followRole)
    this.#documents.dispose()
    this.script.dispose()
  }

  protected override get shownStage(): StageDoc {
    return this.#documents.stage
  }

  protected override get shownInbox(): Y.Doc {
    return this.#documents.inbox
  }

  /** The roster is the server's word for who may do what. */
  readonly #followRole = (): void => {
    const { success, data } = rosterEntry.safeParse(this.#documents.stage.roster.get(this.me))
    if (!success || data.role === this.role) return
    this.role = data.role
    this.script.openOrLetGo()
  }

  /** The session so far: every document that this person may read. */
  readonly #recorded = (): Promise<History> =>
    new Api(this.#options.server).history(this.id, this.#options.key)

  #newScript(): SessionScript {
    const { title, situation } = this
    const can = (action: Action) => this.can(action)
    const { open } = this.#documents
    return new SessionScript({ title, situation, can, open, stage: this, recorded: this.#recorded })
  }

  #newEditor(): BoardEditor {
    return new BoardEditor({
      board: this.board,
      me: this.me,
      newId: idsFrom((length) => crypto.getRandomValues(new Uint8Array(length))),
      now: this.#word.stamp,
      attention: this.#presence,
      awareness: this.#documents.awareness,
    })
  }
}

const [read, provide, has] = createContext<SessionState>()

/** Gives the live session to the components below. Call while a component is being set up. */
export const provideSession = provide

/** The live session that the session page provides. */
export function useSession(): SessionState {
  if (!has()) throw new Error('This component needs provideSession() in a parent component.')
  return read()
}
