import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { ParticipantId } from '../../shared/ids.ts'
import { presence } from '../../shared/wire/presence.ts'
import type { BoardView } from '../board/board-view.ts'

/**
 * Who changed the board last when, as this page saw it come in. The document does not say whose a
 * letter is; but a change names the page that made it, and presence says whose that page is.
 */
export class BoardTouches {
  readonly at = new SvelteMap<ParticipantId, number>()
  /** The wall moment from which on it looks. */
  readonly since: number

  /** Looks for as long as the component lives that is being set up. */
  constructor(board: BoardView) {
    this.since = untrack(() => board.now())
    $effect(() => {
      const doc = board.board.cards.doc
      // What comes with the board itself was not done just now.
      if (!board.news || !board.edit || !doc) return
      return this.#watch(doc, board.edit.awareness, () => untrack(() => board.now()))
    })
  }

  #watch(doc: Y.Doc, awareness: Awareness, now: () => number): () => void {
    const notice = ({ beforeState, afterState }: Y.Transaction) => {
      for (const [page, clock] of afterState) {
        if (clock <= (beforeState.get(page) ?? 0)) continue
        const who = presence.safeParse(awareness.getStates().get(page)).data
        if (who) this.at.set(who.participantId, now())
      }
    }
    doc.on('afterTransaction', notice)
    return () => doc.off('afterTransaction', notice)
  }
}
