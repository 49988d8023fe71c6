import { expect, test } from 'vitest'
import { toldBlocks } from '../../client/stage/told.ts'

const paragraph = (text: string) => ({ kind: 'paragraph' as const, text })
const list = (...items: string[]) => ({ kind: 'list' as const, items })

test('[PAGE-98] paragraphs lose the breaks within them, and lists stay lists', () => {
  const text = `You keep gauges,
one reading a minute.

  - ingest-1 receives
    the readings.
  - A gauge waits.

1. First
2) Second

It is 2 - or 3 - o'clock.`
  expect(toldBlocks(text)).toEqual([
    paragraph('You keep gauges, one reading a minute.'),
    list('ingest-1 receives the readings.', 'A gauge waits.'),
    list('First', 'Second'),
    paragraph("It is 2 - or 3 - o'clock."),
  ])
})

test('[PAGE-98] a list may follow its sentence at once', () => {
  expect(toldBlocks('You have:\n- a pager\n- a friend')).toEqual([
    paragraph('You have:'),
    list('a pager', 'a friend'),
  ])
})

test('[PAGE-98] nothing is lost of a text that is no list', () => {
  expect(toldBlocks('-5 °C and falling\n\n#1 is *out*')).toEqual([
    paragraph('-5 °C and falling'),
    paragraph('#1 is *out*'),
  ])
  expect(toldBlocks('  \n ')).toEqual([])
})
