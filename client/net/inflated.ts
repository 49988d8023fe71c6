/** Whether this browser can inflate by itself; all that are kept up to date can. */
export const canInflate = 'DecompressionStream' in globalThis

/** The bytes that were deflated (RFC 1951). Rejects where these are no such thing. */
export function inflated(bytes: Uint8Array): Promise<ArrayBuffer> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  return new Response(packed.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer()
}
