import type * as Y from 'yjs'
import * as z from 'zod/mini'
import { readList } from '../stage/read-list.ts'
import type { Transcript, TranscriptLine } from '../transcript/transcript.ts'
import { mostLines, transcriptBegins, transcriptLine } from '../transcript/transcript.ts'

/** So many lines lie in one value: a page that reads along is sent no more at once. */
const linesAChunk = 200

const chunk = z.object({
  load: z.int().check(z.positive()),
  /** The number of its first line. */
  from: z.int().check(z.nonnegative()),
  begins: transcriptBegins,
  lines: z.array(transcriptLine).check(z.maxLength(linesAChunk)),
})

/** Writes a transcript in place of those before it; to be called inside a write of the script. */
export function writeTranscript(
  chunks: Y.Map<unknown>,
  load: number,
  { begins, lines }: Transcript,
): void {
  for (const key of [...chunks.keys()]) chunks.delete(key)
  for (let from = 0; from < lines.length; from += linesAChunk) {
    const some = lines.slice(from, from + linesAChunk)
    chunks.set(`${load}:${from}`, { load, from, begins, lines: some })
  }
}

const none: Transcript = { begins: null, lines: [] }

/** The transcript of a number as the script has it; without lines where it has none. */
export function readTranscript(chunks: Y.Map<unknown>, load: number): Transcript {
  const own = readList(chunks.values(), chunk).filter((each) => each.load === load)
  const [first, ...rest] = own.sort((a, b) => a.from - b.from)
  if (!first) return none
  const lines: TranscriptLine[] = [first, ...rest].flatMap((each) => each.lines)
  // A page may have written anything into the script: never more than there can be, never back in time.
  return { begins: first.begins, lines: inOrder(lines.slice(0, mostLines)) }
}

function inOrder(lines: readonly TranscriptLine[]): TranscriptLine[] {
  let latest = 0
  return lines.map((line) => ({ ...line, at: (latest = Math.max(latest, line.at)) }))
}
