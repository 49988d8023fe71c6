import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** What the board says around its cards: columns, the row for a new one, the notes, undo. */
export const boardWords = spoken('board', {
  /** Names the choice of the column that a phone shows. */
  pick: 'Column',
  column: {
    cards: (count: number) => counted(count, 'card', 'cards'),
    shownOf: (shown: number, all: number) => `${shown} of ${all} cards`,
    news: (count: number) => `${count} new`,
    nothingShown: 'Nothing here is shown with this filter.',
    notMovable: 'What moves cards could not be fetched. Reload the page to move them.',
  },
  adding: {
    add: 'Add',
    keys: '{enter} adds and goes on, {escape} closes',
    asOne: 'As one card',
    cards: (count: number) => `Add ${counted(count, 'card', 'cards')}`,
    all: (count: number) => `Add all ${counted(count, 'card', 'cards')}`,
    first: (count: number) => `Add the first ${count.toLocaleString()}`,
    manyLines: (count: number) => `These are ${count.toLocaleString()} lines: a lot for one board.`,
  },
  notes: {
    title: 'Notes',
    ask: 'Anything worth keeping that is no card: links, numbers, open questions…',
    none: 'No notes yet.',
  },
  /** How it went to take a change back, or to do it again. */
  undo: {
    undone: 'Undone',
    nothingToUndo: 'There is nothing of yours to undo',
    redone: 'Redone',
    nothingToRedo: 'There is nothing to redo',
    theirs: 'Somebody else has worked on that card since, so it stays',
  },
})
