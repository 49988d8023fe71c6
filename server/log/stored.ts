import type { Keyframe, Row, Stored } from './log.ts'

interface Found {
  readonly keyframe: Keyframe | null
  /** The moment of the keyframe's row. */
  readonly keyframeAt: number
  readonly keyframeDamaged: boolean
  /** Every row behind the keyframe, damaged ones as well. */
  readonly rows: readonly Row[]
}

/** Sorts what was found of a document into what is loaded and what is only named. */
export function storedOf({ keyframe, keyframeAt, keyframeDamaged, rows }: Found): Stored {
  const sound = rows.filter(({ damaged }) => !damaged)
  return {
    keyframe,
    ...(keyframeDamaged && { keyframeDamaged }),
    rows: sound,
    damaged: rows.filter(({ damaged }) => damaged).map(({ seq }) => seq),
    seq: rows.at(-1)?.seq ?? keyframe?.seq ?? 0,
    at: sound.at(-1)?.at ?? keyframeAt,
    bytes: sound.reduce((sum, { update }) => sum + update.length, keyframe?.update.length ?? 0),
  }
}
