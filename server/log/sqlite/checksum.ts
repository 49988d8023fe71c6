import { crc32 } from 'node:zlib'

/**
 * The checksums of rows and keyframes: CRC-32 (as in gzip), kept as a signed integer of 32 bits,
 * which SQLite stores in four bytes. That of a row is taken over
 *
 *     <author> LF <connection> LF      as UTF-8
 *     <document> <seq> <at>            as 64-bit floats, little-endian
 *     <update>
 *
 * where `document` is the number of its document in this file: a row in the wrong place is no row.
 * That of a keyframe is taken over `document`, the `seq` and `at` of its row, and the bytes as they
 * are stored.
 */
export function rowChecksum(
  writer: number,
  document: number,
  row: { readonly seq: number; readonly at: number; readonly update: Uint8Array },
): number {
  head.setFloat64(0, document, true)
  head.setFloat64(8, row.seq, true)
  head.setFloat64(16, row.at, true)
  return goingOn(crc32(head, writer), row.update) | 0
}

/** Where the checksum of a writer's rows starts from. */
export function writerChecksum(author: string, connection: string): number {
  return crc32(`${author}\n${connection}\n`)
}

export function keyframeChecksum(
  document: number,
  row: { readonly seq: number; readonly at: number; readonly deflated: Uint8Array },
): number {
  return rowChecksum(0, document, { ...row, update: row.deflated })
}

/** zlib starts over where there are no bytes. */
function goingOn(checksum: number, bytes: Uint8Array): number {
  return bytes.length === 0 ? checksum : crc32(bytes, checksum)
}

const head = new DataView(new ArrayBuffer(24))
