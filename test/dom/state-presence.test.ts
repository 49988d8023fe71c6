import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { PagePresence } from '../../client/state/page-presence.ts'

let awareness: Awareness
let presence: PagePresence
let told: number
const card = 'c_1' as CardId

beforeEach(() => {
  vi.useFakeTimers()
  awareness = new Awareness(new Y.Doc())
  presence = new PagePresence(awareness, 'p_ana' as ParticipantId, document)
  told = 0
  awareness.on('update', () => told++)
})

afterEach(() => {
  presence.dispose()
  awareness.destroy()
  vi.useRealTimers()
})

test('[PRESENCE-1] a burst of typing is told twice: when it starts, and a moment after it ends', () => {
  for (let letter = 0; letter < 30; letter++) {
    presence.typing()
    vi.advanceTimersByTime(100)
  }
  expect(told).toBe(1)
  expect(awareness.getLocalState()).toMatchObject({ typing: true })
  vi.advanceTimersByTime(1_500)
  expect(told).toBe(2)
  expect(awareness.getLocalState()).toMatchObject({ typing: false })
})

test('[PRESENCE-2] the card somebody has open is told once, and a caret beside it is kept', () => {
  awareness.setLocalStateField('cursor', { anchor: 1 })
  told = 0
  presence.attend(card)
  presence.attend(card)
  expect(told).toBe(1)
  expect(awareness.getLocalState()).toMatchObject({ cardId: card, cursor: { anchor: 1 } })
})

test('[PRESENCE-3] a page out of sight says that its person is away', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(awareness.getLocalState()).toMatchObject({ away: true })
  hidden.mockReturnValue(false)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(awareness.getLocalState()).toMatchObject({ away: false })
  hidden.mockRestore()
})

test('[PRESENCE-4] a page that closes leaves nothing behind', () => {
  presence.typing()
  presence.dispose()
  expect(awareness.getLocalState()).toBeNull()
  vi.advanceTimersByTime(10_000)
  expect(awareness.getLocalState()).toBeNull()
})
