import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { TextBinding } from '../../client/board/text-binding.ts'

let field: HTMLTextAreaElement
let binding: TextBinding
let mine: Y.Text
let theirs: Y.Text
const origin = {}

beforeEach(() => {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  ;[mine, theirs] = [here.getText('title'), there.getText('title')]
  mirror(here, there)
  mirror(there, here)
  field = document.createElement('textarea')
  document.body.append(field)
  field.focus()
})

afterEach(() => {
  binding.dispose()
  field.remove()
})

function mirror(from: Y.Doc, to: Y.Doc): void {
  from.on('update', (update: Uint8Array, by: unknown) => {
    if (by !== 'mirror') Y.applyUpdate(to, update, 'mirror')
  })
}

function bind(text: string): void {
  mine.insert(0, text)
  binding = new TextBinding(field, mine, { origin })
}

/** Types as a browser does: the value changes, the caret stands behind it, then comes the event. */
function type(text: string, at = field.selectionStart, until = field.selectionEnd): void {
  field.setRangeText(text, at, until, 'end')
  field.dispatchEvent(new InputEvent('input'))
}

test('[BOARD-1] what two people type in one title merges letter by letter', () => {
  bind('disk')
  type(' is full', 4)
  theirs.insert(0, 'The ')
  expect(field.value).toBe('The disk is full')
  expect(mine.toJSON()).toBe(theirs.toJSON())
})

test('[BOARD-1] an emoji put in place of another leaves no broken half', () => {
  bind('a😀b')
  type('😁', 1, 3)
  expect(theirs.toJSON()).toBe('a😁b')
})

test('[BOARD-1] a change is written with the origin of the page', () => {
  bind('')
  const origins: unknown[] = []
  mine.observe((_event, transaction) => origins.push(transaction.origin))
  type('x')
  expect(origins).toEqual([origin])
})

test('[BOARD-1] text with other line ends than the field has stays in step', () => {
  bind('one\r\ntwo\rthree')
  expect(field.value).toBe('one\ntwo\nthree')
  type('!', field.value.length)
  expect(mine.toJSON()).toBe('one\ntwo\nthree!')
})

test('[BOARD-2] what others type keeps the caret among its letters', () => {
  bind('disk full')
  field.setSelectionRange(4, 4)
  theirs.insert(0, 'The ')
  expect(field.selectionStart).toBe(8)
  theirs.insert(13, '!')
  expect(field.selectionStart).toBe(8)
  theirs.delete(0, 4)
  expect(field.selectionStart).toBe(4)
})

test('[BOARD-2] what others type keeps the selection', () => {
  bind('disk full')
  field.setSelectionRange(5, 9)
  theirs.insert(0, '😀')
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('full')
})

test('[BOARD-2] a composition is not disturbed by what others type, and both are kept', () => {
  bind('abc')
  field.setSelectionRange(3, 3)
  field.dispatchEvent(new CompositionEvent('compositionstart'))
  type('n')
  theirs.insert(0, '>> ')
  expect(field.value).toBe('abcn')
  type('に', 3, 4)
  field.dispatchEvent(new CompositionEvent('compositionend'))
  expect(field.value).toBe('>> abcに')
  expect(theirs.toJSON()).toBe('>> abcに')
  expect(field.selectionStart).toBe(7)
})

test('[BOARD-2] a composition over letters somebody took out meanwhile takes out nothing else', () => {
  bind('abc')
  field.dispatchEvent(new CompositionEvent('compositionstart'))
  theirs.delete(1, 1)
  type('X', 0, 2)
  field.dispatchEvent(new CompositionEvent('compositionend'))
  expect(theirs.toJSON()).toBe('Xc')
  expect(field.value).toBe('Xc')
})

test('[BOARD-2] a field that is not in use is not given the focus', () => {
  bind('abc')
  field.blur()
  theirs.insert(0, 'x')
  expect(field.value).toBe('xabc')
  expect(document.activeElement).not.toBe(field)
})

test('[PAGE-96] a field that nobody writes in here tells nobody of its selection', () => {
  bind('Disk')
  const told = vi.fn()
  document.addEventListener('selectionchange', told)
  onTestFinished(() => document.removeEventListener('selectionchange', told))
  const change = () => field.dispatchEvent(new Event('selectionchange', { bubbles: true }))
  change()
  expect(told).toHaveBeenCalledTimes(1)
  field.blur()
  change()
  expect(told).toHaveBeenCalledTimes(1)
})
