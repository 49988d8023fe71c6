import type { CardKind } from '../../shared/board/card.ts'
import type { Cue } from '../../shared/stage/cue.ts'
import type { CardId } from '../../shared/ids.ts'
import type { CardFilter } from '../board/card-filter.ts'

/** Something a person can ask for with a key or by its name, wherever on the page they are. */
export type Gesture =
  | { readonly do: 'add'; readonly kind: CardKind }
  | { readonly do: 'cue'; readonly cue: Cue }
  /** Opens the filter of the board, or sets it. */
  | { readonly do: 'filter'; readonly to?: CardFilter }
  | { readonly do: 'fermata' | 'improvise' | 'bracket' | 'tuning' | 'answer' }
  | { readonly do: 'abort' }
  /** Carries out an action of the board as an experiment. */
  | { readonly do: 'experiment'; readonly title: string; readonly cardId: CardId }
  | { readonly do: 'notes' | 'channel' | 'doing' | 'undo' | 'redo' | 'keys' | 'find' | 'mark' }

/** Whether it is only for those who may write on the board, or speak. */
export function needsWriting(gesture: Gesture): boolean {
  return !['filter', 'find', 'keys', 'mark'].includes(gesture.do)
}

/** Whether it is only for those who lead the session. */
export function needsConducting(gesture: Gesture): boolean {
  return ['fermata', 'improvise', 'bracket', 'tuning', 'answer'].includes(gesture.do)
}

/** What a part of the page does when asked; false where that cannot be done now. */
export type Doers = {
  readonly [Do in Gesture['do']]?: (gesture: Extract<Gesture, { do: Do }>) => boolean
}

const listeners = new Set<Doers>()

/** Takes on gestures for a part of the page; returns how to stop. */
export function onGesture(doers: Doers): () => void {
  listeners.add(doers)
  return () => listeners.delete(doers)
}

/** Has a gesture done by whoever took it on. Whether somebody did. */
export function perform(gesture: Gesture): boolean {
  return [...listeners].some((doers) => {
    const doer = doers[gesture.do] as ((gesture: Gesture) => boolean) | undefined
    return doer?.(gesture) ?? false
  })
}
