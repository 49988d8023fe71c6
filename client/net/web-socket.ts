/** What a sync connection needs of a WebSocket: the browser's own, or `ws` in Node. */
export interface Socket {
  binaryType: string
  readonly readyState: number
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  send(data: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
}

export type WebSocketClass = new (url: string) => Socket

/** `readyState` of a socket that can send. */
export const socketOpen = 1
