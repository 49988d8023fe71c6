import type { ParticipantId } from '../../shared/ids.ts'
import { shownName } from '../../shared/stage/roster.ts'
import { turningPointsIn } from '../../shared/stage/turning-point.ts'
import type { Spin } from '../../shared/stage/wheel.ts'
import { pickOf } from '../../shared/stage/wheel.ts'
import type { StageView } from '../state/stage-view.ts'
import { gameDayWords } from '../words/gameday.ts'
import { timelineWords } from '../words/timeline.ts'
import { wheelWords } from '../words/wheel.ts'
import { wordsByCue } from './cue-words.ts'
import { phaseNames } from './phase-words.ts'
import { turnWords } from './turn-words.ts'

/** Something on the timeline worth a look: at which exercise time, and what it is. */
export interface TimelineMark {
  readonly kind: 'phase' | 'inject' | 'whisper' | 'cue' | 'spin' | 'turn' | 'abort' | 'experiment'
  readonly at: number
  readonly words: string
}

const say = timelineWords.mark

type Stage = Pick<
  StageView,
  | 'phases'
  | 'injects'
  | 'cues'
  | 'people'
  | 'rotations'
  | 'draws'
  | 'fermatas'
  | 'aborts'
  | 'experiments'
>

/**
 * What has happened so far for whoever looks, in the order of exercise time.
 *
 * @param spins those whose wheel stands again
 */
export function timelineMarks(
  { phases, injects, cues, people, rotations, draws, fermatas, aborts, experiments }: Stage,
  spins: readonly Spin[] = [],
): TimelineMark[] {
  const nameOf = (author: ParticipantId) => {
    const person = people.find(({ participantId }) => participantId === author)
    return person ? shownName(person) : say.somebody
  }
  const marks: TimelineMark[] = [
    // What came before the clock first ran has no place on it.
    ...phases
      .filter(({ at }) => at > 0)
      .map(({ phase, at }) => ({ kind: 'phase' as const, at, words: phaseNames[phase] })),
    ...injects.map(({ content, whisper, at }) => ({
      kind: whisper ? ('whisper' as const) : ('inject' as const),
      at,
      words: whisper ? say.whisper(content.title) : content.title,
    })),
    ...cues.map(({ cue, author, at }) => ({
      kind: 'cue' as const,
      at,
      words: say.cue(nameOf(author), wordsByCue[cue].label),
    })),
    ...aborts.map(({ by, at }) => ({
      kind: 'abort' as const,
      at,
      words: gameDayWords.mark.abort(nameOf(by)),
    })),
    ...experiments.map(({ title, started }) => ({
      kind: 'experiment' as const,
      at: started.at,
      words: gameDayWords.mark.experiment(title),
    })),
    ...spins.filter(({ at }) => at > 0).flatMap(markOfSpin),
    ...turningPointsIn(rotations, draws, fermatas.map(holdOf))
      .filter(({ at }) => at > 0)
      .map((turn) => ({ kind: 'turn' as const, at: turn.at, words: turnWords(turn, nameOf) })),
  ]
  return marks.sort((a, b) => a.at - b.at)
}

/** The clock stands until the answers are shown, so one mark stands for both. */
function holdOf({ at }: Stage['fermatas'][number]) {
  return { event: 'held' as const, at }
}

function markOfSpin(spin: Spin): TimelineMark[] {
  const picked = pickOf(spin)
  if (!picked) return []
  return [{ kind: 'spin', at: spin.at, words: wheelWords.inSight.said[spin.wheel](picked.label) }]
}

/** The mark nearest to an exercise time, at most `reach` milliseconds away, or null. */
export function markNear(
  marks: readonly TimelineMark[],
  time: number,
  reach: number,
): TimelineMark | null {
  const away = ({ at }: TimelineMark) => Math.abs(at - time)
  const near = marks.filter((mark) => away(mark) <= reach)
  return near.sort((a, b) => away(a) - away(b))[0] ?? null
}
