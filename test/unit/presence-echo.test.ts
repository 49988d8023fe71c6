import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import type { Present } from '../../server/rooms/presence.ts'
import { RoomPresence } from '../../server/rooms/presence.ts'
import { MaskedFrame } from '../../server/sync/masked-frame.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { writeAwareness } from '../../shared/wire/sync-frames.ts'
import { ManualTime } from '../support/manual-time.ts'

/** An awareness update of client ids and clocks; large ones too, as clocks from the wall are. */
function states(...entries: readonly (readonly [clientId: number, clock: number])[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [clientId, clock] of entries) {
      encoding.writeVarUint(encoder, clientId)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, '{"name":"Ёжик"}')
    }
  })
}

function maskedFrame(update: Uint8Array): MaskedFrame {
  const [frame, key] = [writeAwareness(update), [0x9a, 0x03, 0xf1, 0x5c]]
  const masked = frame.map((byte, index) => byte ^ (key[index & 3] ?? 0))
  return new MaskedFrame(Buffer.from([0, 0, ...key, ...masked]), 2, frame.length)
}

function room() {
  const ana: Present = { author: 'p_ana' as ParticipantId, tell: () => undefined }
  const presence = new RoomPresence(new ManualTime(), new Set([ana]))
  expect(presence.hear(ana, states([1, 5]))).toBeNull()
  return { isEcho: (update: Uint8Array) => presence.isEcho(ana, maskedFrame(update)) }
}

const late = 1_764_000_000_000

test('[PRESENCE-12] what a page repeats of others, or of its own, is told apart while it is masked', () => {
  const { isEcho } = room()
  expect(isEcho(states([2, late], [3, late + 1]))).toBe(true)
  expect(isEcho(states([2, late], [1, 5]))).toBe(true)
  expect(isEcho(states())).toBe(true)
  expect(isEcho(states([2, late], [1, 6]))).toBe(false)
})

test('[PRESENCE-12] a malformed frame is no echo', () => {
  const { isEcho } = room()
  const sound = states([2, late])
  for (const cut of [0, 1, 5, sound.length - 1]) expect(isEcho(sound.slice(0, cut))).toBe(false)
  expect(isEcho(Uint8Array.from([...sound, 0]))).toBe(false)
  expect(isEcho(new Uint8Array(12).fill(0xff))).toBe(false)
})
