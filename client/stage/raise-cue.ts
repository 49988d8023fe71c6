import type { Cue } from '../../shared/stage/cue.ts'
import type { BoardView } from '../board/board-view.ts'
import type { StageView } from '../state/stage-view.ts'
import { toasts } from '../ui/toasts.svelte.ts'

/** Raises a cue; whoever needs help is also shown to need it until they say that they have it. */
export async function raiseCue(stage: StageView, board: BoardView, cue: Cue): Promise<void> {
  if (cue === 'help') board.edit?.askForHelp(true)
  const reply = await stage.send?.({ type: 'cue.raise', cue })
  if (reply && !reply.ok) toasts.show(reply.error.message, { tone: 'bad' })
}
