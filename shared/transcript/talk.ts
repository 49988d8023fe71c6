/** A line of a talk as it was read. */
export interface HeardLine {
  /** Milliseconds of a day, or since the epoch; null where it says none. */
  readonly time: number | null
  readonly who: string
  readonly text: string
  /** The line of the source on which it stands; the number of the message in JSON. The first is 1. */
  readonly line: number
}

/**
 * Something that is not in the transcript as it stood: not understood as said by anybody, without
 * words, with a time that is none, hidden because it could be a secret, shortened, or too much.
 */
export interface TalkProblem {
  readonly line: number
  readonly is: 'not-understood' | 'without-words' | 'no-time' | 'hidden' | 'shortened' | 'too-many'
  /** What stands there, shortened. */
  readonly text: string
}

export interface Talk {
  readonly lines: readonly HeardLine[]
  readonly problems: readonly TalkProblem[]
}

/** Keys of Slack and of others like it, and what follows them in an address. */
const secrets = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|([?&](?:t|token|pub_secret)=)[^\s&>|]+/gi

/** A text without what could be a key, and whether there was one. */
export function withoutSecrets(text: string): { text: string; had: boolean } {
  const hidden = text.replace(secrets, (_, name: string | undefined) => `${name ?? ''}…`)
  return { text: hidden, had: hidden !== text }
}

/** `10:42`, `10:42:07`, `2024-05-01T10:42:07Z` as milliseconds of the day; null where it is none. */
export function timeOfDay(written: string): number | null {
  const match = /(?:^|[T\s])([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?/.exec(
    written.trim(),
  )
  if (!match) return null
  const [, hours, minutes, seconds = '0'] = match
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
}
