import type { Experiment } from '../../shared/stage/experiment.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { nameOf } from '../board/change-words.ts'
import { gameDayWords } from '../words/gameday.ts'

/** How an experiment ended, or that it runs. */
export function endWords({ stopped }: Experiment, people: readonly RosterEntry[]): string {
  const { ended, running } = gameDayWords.experiment
  return stopped ? ended[stopped.how](nameOf(stopped.by, people)) : running
}

/** The time of day of a wall moment. */
export function timeWords(wallAt: number): string {
  return new Date(wallAt).toLocaleTimeString()
}
