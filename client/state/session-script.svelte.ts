import * as Y from 'yjs'
import type { DocName } from '../../shared/documents.ts'
import type { Action } from '../../shared/roles.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { ConductView } from '../conduct/conduct-view.ts'
import type { SyncConnection, SyncState } from '../net/sync-connection.ts'
import { ScriptReadings } from './script-readings.svelte.ts'
import type { StageView } from './stage-view.ts'
import { stateOf } from './state-of.ts'

/** The session that a script belongs to, as its page has it. */
export interface ScriptOptions extends Pick<ConductView, 'title' | 'situation' | 'recorded'> {
  /** What the page's person may do now. Reactive. */
  readonly can: (action: Action) => boolean
  readonly open: (doc: DocName, ydoc: Y.Doc) => SyncConnection
  readonly stage: Pick<StageView, 'transcript'>
}

/** The script as one page has it: open while its person may read it, and otherwise empty. */
export class SessionScript extends ScriptReadings implements ConductView {
  readonly #options: ScriptOptions
  #doc: ScriptDoc = $state.raw(scriptDoc(new Y.Doc()))
  #sync: SyncConnection | null = $state.raw(null)
  /** How it stands with the one connection, where there is one. */
  readonly states: readonly SyncState[] = $derived.by(() => {
    const states = this.#sync ? [stateOf(this.#sync)] : []
    return states.filter((state) => !isGivenUp(state))
  })

  constructor(options: ScriptOptions) {
    super()
    this.#options = options
    this.openOrLetGo()
  }

  get title(): string {
    return this.#options.title
  }

  get situation(): string | null {
    return this.#options.situation
  }

  get recorded(): ConductView['recorded'] {
    return this.#options.recorded
  }

  get wheel(): ConductView['wheel'] {
    return this.#options.can('write script') ? this.#doc.wheel : null
  }

  protected override get shownScript(): ScriptDoc {
    return this.#doc
  }

  protected override get stage(): Pick<StageView, 'transcript'> {
    return this.#options.stage
  }

  /** To be called when the rights have changed: what was read is let go of with the right to. */
  openOrLetGo(): void {
    this.dispose()
    const ydoc = new Y.Doc()
    this.#doc = scriptDoc(ydoc)
    this.#sync = this.#options.can('read script') ? this.#options.open('script', ydoc) : null
  }

  dispose(): void {
    this.#sync?.dispose()
  }
}

/** The stand has gone on to somebody else: the roster says so in a moment. */
function isGivenUp(state: SyncState): boolean {
  return state.at === 'refused' && state.code === closeCodes.notYours.code
}
