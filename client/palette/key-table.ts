import { cue as cues } from '../../shared/stage/cue.ts'
import { keyOfKind, kinds } from '../board/card-words.ts'
import { kindWords } from '../words/card-kinds.ts'
import { wordsByCue } from '../stage/cue-words.ts'
import { bracketWords } from '../words/bracket.ts'
import type { Block } from '../../shared/formats/block.ts'
import { offers } from '../../shared/formats/format.ts'
import type { Format } from '../../shared/formats/format.ts'
import { answersWords } from '../words/answers.ts'
import { fermataWords } from '../words/fermata.ts'
import { gameDayWords } from '../words/gameday.ts'
import { keyTableWords } from '../words/key-table.ts'
import { keyWords } from '../words/keys.ts'
import { tuningWords } from '../words/tuning.ts'
import type { Gesture } from './gesture.ts'
import { needsConducting, needsWriting, perform } from './gesture.ts'

const { does } = keyTableWords

/** A key of the page: what it does, and the words for that. */
export interface KeyRow {
  readonly gesture: Gesture
  /** Under which heading it stands. */
  readonly group: keyof typeof keyTableWords.groups
  readonly words: string
  /** As `KeyboardEvent.key` has it, in small letters. */
  readonly key: string
  /** With Ctrl, or Cmd on a Mac: such a key works while somebody writes as well. */
  readonly chord?: 'ctrl' | 'ctrl+shift'
  /** Another way to ask for what a row above does: not shown. */
  readonly again?: boolean
  /** Only where the format offers this. */
  readonly block?: Block
}

/** Every key of the session's page: what listens, and what the sheet and the palette show. */
export const keyTable: readonly KeyRow[] = [
  ...kinds.map((kind): KeyRow => ({
    gesture: { do: 'add', kind },
    group: 'board',
    words: kindWords[kind].add,
    key: keyOfKind[kind],
  })),
  { gesture: { do: 'filter' }, group: 'board', words: does.filter, key: 'f' },
  { gesture: { do: 'find' }, group: 'goTo', words: does.find, key: 'k', chord: 'ctrl' },
  { gesture: { do: 'notes' }, group: 'goTo', words: does.notes, key: 'n' },
  { gesture: { do: 'channel' }, group: 'goTo', words: does.channel, key: '/' },
  { gesture: { do: 'mark' }, group: 'goTo', words: does.mark, key: 'm' },
  { gesture: { do: 'keys' }, group: 'goTo', words: does.keys, key: '?' },
  ...cues.options.map((cue): KeyRow => ({
    gesture: { do: 'cue', cue },
    group: 'cues',
    words: does.cue(wordsByCue[cue].label, wordsByCue[cue].asks),
    key: wordsByCue[cue].key,
  })),
  { gesture: { do: 'improvise' }, group: 'conduct', words: does.improvise, key: 'i' },
  { gesture: { do: 'fermata' }, group: 'conduct', words: fermataWords.key, key: '.' },
  { gesture: { do: 'bracket' }, group: 'conduct', words: bracketWords.key, key: 'b' },
  { gesture: { do: 'tuning' }, group: 'conduct', words: tuningWords.key, key: 't' },
  // A sign, not a letter: no word that was meant for a field begins with it.
  {
    gesture: { do: 'abort' },
    group: 'cues',
    words: gameDayWords.abort.key,
    key: '!',
    block: 'abort',
  },
  { gesture: { do: 'answer' }, group: 'conduct', words: answersWords.key, key: 'r' },
  {
    gesture: { do: 'undo' },
    group: 'takeBack',
    words: does.undo,
    key: 'z',
    chord: 'ctrl',
  },
  {
    gesture: { do: 'redo' },
    group: 'takeBack',
    words: does.redo,
    key: 'z',
    chord: 'ctrl+shift',
  },
  {
    gesture: { do: 'redo' },
    group: 'takeBack',
    words: does.redo,
    key: 'y',
    chord: 'ctrl',
    again: true,
  },
]

/** The rows to show to whoever may write, leads the session too, or only looks on. */
export function rowsFor(
  writes: boolean,
  conducts = false,
  format: Pick<Format, 'blocks'> = { blocks: [] },
): KeyRow[] {
  return keyTable.filter(({ gesture, again, block }) => {
    if (block && !offers(format, block)) return false
    if (again || (needsConducting(gesture) && !conducts)) return false
    return writes || !needsWriting(gesture)
  })
}

/** Does what a key asks for, if it is one of the page's and somebody takes it on. */
export function performKey(event: KeyboardEvent): void {
  const gesture = gestureOf(event)
  if (gesture && perform(gesture)) event.preventDefault()
}

/** What a key press asks of the page, or null where it is a letter like any other. */
export function gestureOf(event: KeyboardEvent): Gesture | null {
  if (event.defaultPrevented || event.isComposing || event.altKey) return null
  const row = keyTable.find((each) => isPressed(each, event))
  return row && isFree(row, event) ? row.gesture : null
}

/** The keys of a row as they are printed: on a Mac with its own signs. */
export function shownKeys({ key, chord }: KeyRow): string[] {
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
  const ctrl = chord ? [isMac ? '⌘' : keyWords.ctrl] : []
  const shift = chord === 'ctrl+shift' ? [isMac ? '⇧' : keyWords.shift] : []
  return [...ctrl, ...shift, key.toUpperCase()]
}

function isPressed({ key, chord }: KeyRow, event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== key) return false
  const ctrl = event.ctrlKey || event.metaKey
  if (chord) return ctrl && event.shiftKey === (chord === 'ctrl+shift')
  // Some keyboards need Shift for a digit or a sign.
  return !ctrl && !(event.shiftKey && /\p{L}/u.test(key))
}

function isFree({ gesture, chord }: KeyRow, event: KeyboardEvent): boolean {
  if (gesture.do === 'find') return !event.repeat
  const target = event.target instanceof Element ? event.target : null
  if (chord) return !hasOwnUndo(target)
  return !event.repeat && !target?.closest(takesKeys)
}

const fields = 'input, textarea, select, [contenteditable="true"]'
const takesKeys = `${fields}, [role="menu"], [role="listbox"], [role="dialog"], [role="alertdialog"]`

/** A field of its own (the channel's, say) keeps its own undo while there is something in it. */
function hasOwnUndo(target: Element | null): boolean {
  const field = target?.closest(`${fields}, [role="menu"]`)
  if (!field || field.matches('[data-shared-text]')) return false
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
  return !isField || field.value !== ''
}
