import { Duplex } from 'node:stream'

/** A network connection of which the test holds the far end: what it feeds comes in as it was cut. */
export class Line extends Duplex {
  /** Lets some bytes come in, and waits until they were read. */
  async feed(chunk: Uint8Array): Promise<void> {
    if (this.destroyed) return
    this.push(Buffer.from(chunk))
    await new Promise((resolve) => setImmediate(resolve))
  }

  override _read(): void {
    // Bytes come when the test feeds them.
  }

  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    done()
  }
}
