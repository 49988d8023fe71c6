import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { readFrame } from '../../shared/wire/sync-frames.ts'

/** Everything that can be said of a frame and of what is in it: what a fuzz should have tried. */
export function kindsOf(bytes: Uint8Array): string[] {
  const frame = readFrame(bytes)
  if (!frame) return brokenKinds(bytes)
  switch (frame.type) {
    case 'step1':
      return ['step1', ...vectorKinds(frame.stateVector)]
    case 'step2':
    case 'update':
      return [frame.type, ...updateKinds(frame.update)]
    case 'awareness':
      return ['awareness', ...presenceKinds(frame.update)]
    case 'ack':
      return ['ack', frame.n > 2 ** 31 ? 'ack: large' : 'ack: small']
    case 'queryAwareness':
      return ['queryAwareness']
    case 'deflated':
      return ['deflated']
  }
}

function brokenKinds(bytes: Uint8Array): string[] {
  if (bytes.length === 0) return ['no frame: empty']
  const name = {
    0: 'sync',
    1: 'awareness',
    2: 'auth',
    3: 'queryAwareness',
    102: 'ack',
    103: 'deflated',
  }[Number(bytes[0])]
  return [`no frame: ${name ?? 'unknown'}`, ...(isTwo(bytes) ? ['no frame: two messages'] : [])]
}

function isTwo(bytes: Uint8Array): boolean {
  const most = Math.min(bytes.length, 300)
  for (let at = 1; at < most; at++) {
    if (readFrame(bytes.subarray(0, at)) && readFrame(bytes.subarray(at))) return true
  }
  return false
}

function vectorKinds(vector: Uint8Array): string[] {
  try {
    const clocks = [...Y.decodeStateVector(vector).values()]
    const odd = clocks.some((clock) => clock > 2 ** 31)
    return [`step1: ${clocks.length === 0 ? 'nothing' : odd ? 'large clocks' : 'clocks'}`]
  } catch {
    return ['step1: no vector']
  }
}

function updateKinds(update: Uint8Array): string[] {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const kinds = structs.flatMap((struct) => structKinds(struct))
    return [...kinds, ...(ds.clients.size > 0 ? ['deletes'] : [])]
  } catch {
    return ['no update']
  }
}

function structKinds(struct: Y.Item | Y.GC | Y.Skip): string[] {
  if (!(struct instanceof Y.Item)) return [struct.constructor.name]
  return [
    struct.content.constructor.name,
    ...(struct.origin ? ['origin'] : []),
    ...(struct.rightOrigin ? ['right origin'] : []),
    ...(struct.parent instanceof Y.ID ? ['in an item'] : []),
    ...(struct.parentSub === null ? [] : ['under a key']),
  ]
}

function presenceKinds(update: Uint8Array): string[] {
  const decoder = decoding.createDecoder(update)
  try {
    const count = decoding.readVarUint(decoder)
    const entries = Array.from({ length: Math.min(count, 10) }, () => entryKinds(decoder))
    return [count > 1 ? 'presence: several' : 'presence: one or none', ...entries.flat()]
  } catch {
    return ['presence: wrong count']
  }
}

function entryKinds(decoder: decoding.Decoder): string[] {
  decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  const state = decoding.readVarString(decoder)
  return [clock > 2 ** 31 ? 'presence: large clock' : 'presence: clock', stateKind(state)]
}

function stateKind(text: string): string {
  if (text.length > 50_000) return 'presence: huge'
  try {
    const state: unknown = JSON.parse(text)
    if (state === null) return 'presence: left'
    return typeof state === 'object' ? 'presence: state' : 'presence: no object'
  } catch {
    return 'presence: no JSON'
  }
}
