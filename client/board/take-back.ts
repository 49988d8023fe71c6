import { toasts } from '../ui/toasts.svelte.ts'
import type { BoardEdit } from './board-view.ts'
import type { UndoOutcome } from './personal-undo.ts'

/** Takes back this page's last change and says how it went. */
export function takeBack(edit: BoardEdit): void {
  tell(edit.undo(), 'Undone', 'There is nothing of yours to undo')
}

/** Does again what was taken back last. */
export function doAgain(edit: BoardEdit): void {
  tell(edit.redo(), 'Redone', 'There is nothing to redo')
}

function tell(outcome: UndoOutcome, done: string, nothing: string): void {
  if (outcome === 'done') toasts.say(done)
  else if (outcome === 'nothing') toasts.show(nothing, { stays: 2_500 })
  else toasts.show('Somebody else has worked on that card since, so it stays')
}
