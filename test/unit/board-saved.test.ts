import { expect, test } from 'vitest'
import { describeSaved, savedOf } from '../../client/state/saved.ts'
import type { SyncState } from '../../client/net/sync-connection.ts'

const synced = (unsaved = 0): SyncState => ({ at: 'synced', unsaved })
const offline = (unsaved: number, reason: string | null = null): SyncState => ({
  at: 'offline',
  unsaved,
  reason,
})
const said = (...states: SyncState[]) => describeSaved(savedOf(states))

test('[PAGE-2] the page says Saved only where every document is in step and on disk', () => {
  expect(said(synced(), synced())).toBe('Saved')
  expect(said(synced(2), synced())).toBe('Saving…')
  expect(said(synced(), { at: 'connecting', unsaved: 0, reason: null })).toBe('Connecting…')
})

test('[PAGE-2] without a network it says how many changes are kept', () => {
  expect(said(offline(0), synced())).toBe('Offline')
  expect(said(offline(1), synced())).toBe('Offline, 1 change kept')
  expect(said(offline(2), offline(1))).toBe('Offline, 3 changes kept')
})

test('[PAGE-36] where the server said why it let go, that is kept, and nothing is called offline', () => {
  const states = [synced(), offline(0), offline(1, 'Too many pages.')]
  expect(savedOf(states)).toEqual({ at: 'offline', unsaved: 1, reason: 'Too many pages.' })
  expect(said(...states)).toBe('Trying again, 1 change kept')
  const outside: SyncState = { at: 'connecting', unsaved: 0, reason: 'Too many pages.' }
  expect(savedOf([synced(), outside])).toEqual({ at: 'joining', reason: 'Too many pages.' })
})

test('[PAGE-2] a refusal is told in its own words, with what will not be saved', () => {
  const refused: SyncState = { at: 'refused', code: 4401, reason: 'Not welcome.', unsaved: 2 }
  expect(said(synced(), { ...refused, unsaved: 0 })).toBe('Not welcome.')
  expect(said(refused, offline(1))).toBe('Not welcome. 3 changes not saved.')
})
