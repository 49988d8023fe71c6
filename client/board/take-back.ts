import { toasts } from '../ui/toasts.svelte.ts'
import { boardWords } from '../words/board.ts'
import type { BoardEdit } from './board-view.ts'
import type { UndoOutcome } from './personal-undo.ts'

const say = boardWords.undo

/** Takes back this page's last change and says how it went. */
export function takeBack(edit: BoardEdit): void {
  tell(edit.undo(), say.undone, say.nothingToUndo)
}

/** Does again what was taken back last. */
export function doAgain(edit: BoardEdit): void {
  tell(edit.redo(), say.redone, say.nothingToRedo)
}

function tell(outcome: UndoOutcome, done: string, nothing: string): void {
  if (outcome === 'done') toasts.say(done)
  else if (outcome === 'nothing') toasts.show(nothing, { stays: 2_500 })
  else toasts.show(say.theirs)
}
