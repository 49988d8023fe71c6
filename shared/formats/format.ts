import * as z from 'zod/mini'
import type { CardKind } from '../board/card.ts'
import type { Phase } from '../stage/phase.ts'

/** The ids of the exercise formats; other programs rely on them. */
export const formatId = z.enum([
  'gamelan',
  'game-day',
  'wheel-of-misfortune',
  'incident-flow',
  'tabletop',
])
export type FormatId = z.infer<typeof formatId>

/** An exercise format is data: its words on the same board, clock, channel and history. */
export interface Format {
  readonly id: FormatId
  readonly name: string
  /** One sentence: what a group gets from playing this way. */
  readonly purpose: string
  /** The usual length of play in minutes. */
  readonly timebox: number
  /** What each phase asks of the people in it, in one sentence. */
  readonly phases: Readonly<Record<Phase, string>>
  /** What belongs in each column, shown while it is empty. */
  readonly columns: Readonly<Record<CardKind, { readonly title: string; readonly hint: string }>>
  /** Parts people may play today, apart from their role. */
  readonly parts: readonly { readonly name: string; readonly plays: string }[]
  /** Questions that open the debrief; they ask "how", never "who failed". */
  readonly debrief: readonly string[]
}
