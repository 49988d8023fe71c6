import { usualBracketMinutes } from '../../shared/stage/bracket.ts'
import type { StageView } from '../state/stage-view.ts'
import { bracketWords } from '../words/bracket.ts'

/** The prompt and the minutes of the last bracket, or the usual ones: what the next one starts from. */
export function lastAsked({ brackets }: StageView): { prompt: string; minutes: number } {
  const last = brackets.at(-1)
  const minutes = last ? Math.min(10, last.lasts / 60_000) : usualBracketMinutes
  return { prompt: last?.prompt ?? bracketWords.usual, minutes }
}
