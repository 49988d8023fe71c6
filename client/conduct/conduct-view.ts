import { createContext } from 'svelte'
import type * as Y from 'yjs'
import type { InjectId } from '../../shared/ids.ts'
import type { WrittenHead } from '../../shared/scenario/written-head.ts'
import type { PreparedAnswer, SentById } from '../../shared/script/prepared-answer.ts'
import type { Sighting } from '../../shared/script/sighting.ts'
import type { BracketText } from '../../shared/stage/bracket.ts'
import type { ThrownCard } from '../../shared/stage/draw.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import type { Transcript } from '../../shared/transcript/transcript.ts'
import type { PrivateAnswer } from '../../shared/stage/private-answer.ts'
import type { History } from '../../shared/wire/api.ts'
import type { TagProgress } from '../../shared/tags/tag.ts'

/** What only facilitators see: the script. Reactive like a `StageView`, which it stands beside. */
export interface ConductView {
  /** The run of show in its order, what has landed included. */
  readonly plan: readonly PlannedInject[]
  /** What has landed, when and for whom. */
  readonly landings: ReadonlyMap<InjectId, Landing>
  /**
   * The titles on the wheel of incidents, read and written with shared/script/wheel-titles.ts, or
   * null for whoever does not conduct.
   */
  readonly wheel: Y.Array<unknown> | null
  /** What the session is called, and what everyone was told at the start. */
  readonly title: string
  readonly situation: string | null
  /** The scenario that the session was made from, as it was written but for its injects; null where there was none. */
  readonly runHead: WrittenHead | null
  /** Who has had which inject before their eyes, and when first. */
  readonly sightings: ReadonlyMap<InjectId, readonly Sighting[]>
  /** What was said under each whisper, oldest first. */
  readonly threads: ReadonlyMap<InjectId, readonly PrivateAnswer[]>
  /** The cards of the deck that came, those that still wait included. */
  readonly thrown: readonly ThrownCard[]
  /** Fetches the session so far, the script included. */
  readonly recorded: () => Promise<History>
  /** What is written in time brackets so far, for facilitators to read along. */
  readonly bracketTexts: readonly BracketText[]
  /** How many messages each has tagged blind so far. */
  readonly tagProgress: readonly TagProgress[]
  /** What may be answered to questions in the channel, and when each was sent last. */
  readonly preparedAnswers: readonly PreparedAnswer[]
  readonly answersSent: SentById
  /** The transcript that is played; without lines where there is none. */
  readonly transcriptLines: Transcript
}

const [read, provide, has] = createContext<ConductView>()

/** Gives the script to the components below. Call while a component is being set up. */
export const provideConductView = provide

/** The script that the components above provide. */
export function useConductView(): ConductView {
  if (!has()) throw new Error('The stand needs provideConductView() in a parent component.')
  return read()
}
