import { defaultKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { NamedCarets } from './named-carets.ts'
import type { CaretNames } from './named-carets.ts'

export interface LongTextOptions {
  readonly parent: HTMLElement
  readonly text: Y.Text
  readonly awareness: Awareness
  readonly names: CaretNames
  /** Read aloud in place of a visible label. */
  readonly label: string
  readonly placeholder: string
  readonly onTyped: () => void
}

export interface LongTextEditor {
  focus(): void
  dispose(): void
}

/** A text editor on a shared text, with the others' carets and an undo of one's own. */
export function openLongText(options: LongTextOptions): LongTextEditor {
  const { parent, text, awareness, names, label, onTyped } = options
  const carets = new NamedCarets(awareness, names)
  const undoManager = new Y.UndoManager(text)
  const state = EditorState.create({
    doc: text.toJSON(),
    extensions: [
      keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        dir: 'auto',
        spellcheck: 'true',
        tabindex: '0',
      }),
      placeholder(options.placeholder),
      EditorView.updateListener.of((update) => {
        if (update.transactions.some((each) => each.isUserEvent('input'))) onTyped()
      }),
      yCollab(text, carets, { undoManager }),
    ],
  })
  const view = new EditorView({ state, parent })
  return {
    focus: () => view.focus(),
    dispose() {
      view.destroy()
      undoManager.destroy()
      carets.dispose()
    },
  }
}
