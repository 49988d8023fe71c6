import * as z from 'zod/mini'
import { showDuration } from '../scenario/duration.ts'

export const mostLines = 2_000
export const longestLine = 4_000
export const longestSpeaker = 80
/** So many characters a transcript has in all, so that one command carries it in any script. */
export const longestTranscript = 120_000

const day = 86_400_000

/** A line of a transcript: when (milliseconds since its first), who, and what. */
export const transcriptLine = z.object({
  at: z.int().check(z.nonnegative(), z.lte(30 * day)),
  who: z.string().check(z.minLength(1), z.maxLength(longestSpeaker)),
  text: z.string().check(z.minLength(1), z.maxLength(longestLine)),
})
export type TranscriptLine = z.infer<typeof transcriptLine>

/** The time of day of the first line in milliseconds since midnight, or null where nobody knows. */
export const transcriptBegins = z.nullable(z.int().check(z.nonnegative(), z.lt(day)))

/** The whole talk of an incident, in order of time. */
export const transcript = z.object({
  begins: transcriptBegins,
  lines: z.array(transcriptLine).check(
    z.minLength(1),
    z.maxLength(mostLines),
    z.refine(areInOrder, 'expected lines in order of time'),
    z.refine(
      (lines) => lengthOf(lines) <= longestTranscript,
      `expected at most ${longestTranscript} characters in all`,
    ),
  ),
})
export type Transcript = z.infer<typeof transcript>

function areInOrder(lines: readonly TranscriptLine[]): boolean {
  return lines.every(({ at }, index) => at >= (lines[index - 1]?.at ?? 0))
}

/** The characters of all lines, speakers included. */
export function lengthOf(lines: readonly Pick<TranscriptLine, 'who' | 'text'>[]): number {
  return lines.reduce((sum, { who, text }) => sum + who.length + text.length, 0)
}

/** When a line was said then: `10:42`, or the time since the first line where no time of day is known. */
export function clockOf(begins: number | null, at: number): string {
  if (begins === null) return showDuration(at)
  const minutes = Math.floor(((begins + at) % day) / 60_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
