import type { CardKind } from '../board/card.ts'
import type { Cue } from '../stage/cue.ts'
import type { Phase } from '../stage/phase.ts'
import type { FormatTag } from '../tags/tag-kind.ts'
import type { Block } from './block.ts'

/** Which ids there are says the repertoire, so that a new format is known everywhere by its file. */
export type FormatId = string

/** An exercise format is data: its words on the same board, clock, channel and history. */
export interface Format {
  readonly id: FormatId
  readonly name: string
  /** One sentence: what a group gets from playing this way. */
  readonly purpose: string
  /** The usual length of play in minutes. */
  readonly timebox: number
  /** The usual minutes of what lies around the play. */
  readonly around: { readonly lobby: number; readonly debrief: number }
  /** What each phase asks of the people in it, in one sentence. */
  readonly phases: Readonly<Record<Phase, string>>
  /** What belongs in each column, shown while it is empty. */
  readonly columns: Readonly<Record<CardKind, { readonly title: string; readonly hint: string }>>
  /** Parts people may play today, apart from their role. */
  readonly parts: readonly { readonly name: string; readonly plays: string }[]
  /** The building blocks it is played with, the most telling first. */
  readonly blocks: readonly Block[]
  /** What messages of the channel are tagged with, where it is played with tagging. */
  readonly tags?: readonly FormatTag[]
  /** The cues that are offered first; every other one stays at hand. */
  readonly cues: readonly Cue[]
  /** Questions that open the debrief; they ask "how", never "who failed". */
  readonly debrief: readonly string[]
}

/** Whether a format is played with a building block. */
export function offers({ blocks }: Pick<Format, 'blocks'>, block: Block): boolean {
  return blocks.includes(block)
}

/** The usual minutes of a phase; how long a session stays closed is nobody's plan. */
export function minutesOf(
  { timebox, around }: Pick<Format, 'timebox' | 'around'>,
  phase: Exclude<Phase, 'closed'>,
): number {
  return phase === 'play' ? timebox : around[phase]
}
