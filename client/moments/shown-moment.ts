import { showDuration } from '../../shared/scenario/duration.ts'
import type { MarkedMoment } from '../../shared/stage/marked-moment.ts'

/** A moment as it is shown: exercise time, and the time of day where there is none yet. */
export function shownMoment({ at, wallAt }: Pick<MarkedMoment, 'at' | 'wallAt'>): string {
  if (at > 0) return showDuration(at)
  return new Date(wallAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}
