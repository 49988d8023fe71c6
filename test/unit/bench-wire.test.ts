import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { baseBoard } from '../bench/load/base-board.ts'
import { clientFrame } from '../bench/load/client-frame.ts'
import { FrameReader } from '../bench/load/frame-reader.ts'
import { marker, scanMarkers } from '../bench/load/marker.ts'
import { typed } from '../bench/load/typing.ts'
import { seeded } from '../support/seeded.ts'

/** What a reader tells of a stream that comes in chunks of the sizes that `next` gives. */
function readInChunks(stream: Uint8Array, next: () => number) {
  const messages: string[] = []
  const pings: string[] = []
  const closes: number[] = []
  const reader = new FrameReader({
    onMessage: (bytes, start, end) => messages.push(text(bytes.subarray(start, end))),
    onPing: (payload) => pings.push(text(payload)),
    onClose: (code) => closes.push(code),
  })
  for (let at = 0; at < stream.length;) {
    const size = next()
    reader.push(stream.subarray(at, at + size))
    at += size
  }
  return { messages, pings, closes }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function serverFrame(payload: Uint8Array, first = 0x82): Buffer {
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload])
  if (length < 65_536) {
    return Buffer.concat([Buffer.from([first, 126, length >> 8, length & 255]), payload])
  }
  const header = Buffer.from([first, 127, 0, 0, 0, 0, 0, 0, 0, 0])
  header.writeUInt32BE(length, 6)
  return Buffer.concat([header, payload])
}

const messages = [0, 1, 125, 126, 65_535, 65_536, 3].map((length, at) =>
  String.fromCharCode(97 + at).repeat(length),
)
const stream = Buffer.concat([
  ...messages.map((each) => serverFrame(Buffer.from(each))),
  serverFrame(Buffer.from('ping'), 0x89),
  serverFrame(Buffer.from('in two '), 0x02),
  serverFrame(Buffer.from('ping'), 0x89),
  serverFrame(Buffer.from('parts'), 0x80),
  serverFrame(Buffer.from([0x11, 0x30]), 0x88),
])

test('frames are read whole from chunks of any size', () => {
  const random = seeded(1)
  const sizes = [() => 1, () => 7, () => stream.length, () => 1 + Math.floor(random() * 70_000)]
  for (const next of sizes) {
    expect(readInChunks(stream, next)).toEqual({
      messages: [...messages, 'in two parts'],
      pings: ['ping', 'ping'],
      closes: [4400],
    })
  }
})

test('a client frame is masked, and unmasked it is what was said', () => {
  for (const length of [0, 5, 125, 126, 65_535, 65_536]) {
    const payload = Uint8Array.from({ length }, (_, at) => at % 251)
    const frame = clientFrame(payload)
    const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
    const mask = frame.subarray(header, header + 4)
    const said = frame.subarray(header + 4).map((byte, at) => byte ^ (mask[at & 3] ?? 0))
    expect([(frame[1] ?? 0) & 0x80, Buffer.compare(said, payload)]).toEqual([0x80, 0])
  }
})

test('markers are found wherever they stand, and what only looks like one is none', () => {
  const bytes = Buffer.from(`~~${marker(7, 0)}${marker(46_655, 99_999)}~00700~0z!00001 ~007`)
  const found: [number, number][] = []
  scanMarkers(bytes, 0, bytes.length, (writer, edit) => found.push([writer, edit]))
  expect(found).toEqual([
    [7, 0],
    [46_655, 99_999],
  ])
})

test('an update written by hand is typing at the end of a card', () => {
  const base = baseBoard(3)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base.update)
  const caret = base.carets[1] ?? { client: 0, clock: 0 }
  Y.applyUpdate(doc, typed(1_000, 0, caret, marker(0, 0)))
  Y.applyUpdate(doc, typed(1_000, 9, { client: 1_000, clock: 8 }, marker(0, 1)))
  const cards = doc.getMap('cards').toJSON() as Record<string, { text: string } | undefined>
  expect(cards['card-1']?.text).toBe(`What we know: ${marker(0, 0)}${marker(0, 1)}`)
  expect(doc.store.pendingStructs).toBeNull()
})
