import { expect, test } from 'vitest'
import { cardFromAll, cardFromLine, linesOf } from '../../client/board/pasted-cards.ts'

test('[PAGE-55] lines lose the signs of a list, and empty ones are no cards', () => {
  const pasted =
    '- load is high\r\n\r\n* users see 502\n  2. db1 is slow\n10) -1 °C\n- [x] done\n   \n'
  expect(linesOf(pasted)).toEqual(['load is high', 'users see 502', 'db1 is slow', '-1 °C', 'done'])
  expect(linesOf('-5 is not a list')).toEqual(['-5 is not a list'])
})

test('[PAGE-56] what is too long for a title goes on in the text, and no letter is lost', () => {
  const words = 'word '.repeat(300).trim()
  const { title, text } = cardFromLine(words)
  expect(title.length).toBeLessThanOrEqual(500)
  expect(`${title} ${text}`).toBe(words)
  const flames = '🔥'.repeat(300)
  const flaming = cardFromLine(`a${flames}`)
  expect(flaming.title + flaming.text).toBe(`a${flames}`)
  expect(flaming.title).not.toMatch(/[\uD800-\uDBFF]$/)
  expect(cardFromLine('short')).toEqual({ title: 'short', text: '' })
})

test('[PAGE-55] as one card, the first line is the title and the others are the text as they are', () => {
  expect(cardFromAll('What we know\n- one\n\n- two\n')).toEqual({
    title: 'What we know',
    text: '- one\n\n- two',
  })
})
