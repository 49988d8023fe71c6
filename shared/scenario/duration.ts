import * as z from 'zod/mini'

const pattern = /^(?:(\d{1,2}):([0-5]\d)|(\d{1,3})):([0-5]\d)$/
const error = 'expected an exercise time such as 04:30 or 1:15:00'

/** Exercise time written `mm:ss` or `h:mm:ss`, read as milliseconds. */
export const duration = z.pipe(
  z.string({ error }).check(z.regex(pattern, error)),
  z.transform(millisecondsOf),
)

function millisecondsOf(written: string): number {
  const [, hours = '0', ofAnHour, minutes = '0', seconds = '0'] = pattern.exec(written) ?? []
  return ((Number(hours) * 60 + Number(ofAnHour ?? minutes)) * 60 + Number(seconds)) * 1_000
}

/** Exercise milliseconds as people read them: `4:07`, `1:02:09`. */
export function showDuration(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1_000))
  const [hours, minutes, seconds] = [
    Math.floor(total / 3_600),
    Math.floor(total / 60) % 60,
    total % 60,
  ]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
