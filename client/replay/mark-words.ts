import type { Mark } from '../../shared/replay/score.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { pickOf } from '../../shared/stage/wheel.ts'
import { turnWords } from '../stage/turn-words.ts'
import { wheelWords } from '../words/wheel.ts'
import { phaseNames } from '../stage/phase-words.ts'
import { wordsByCue } from '../stage/cue-words.ts'
import { nameOf } from '../board/change-words.ts'
import { gameDayWords } from '../words/gameday.ts'
import { replayWords } from '../words/replay.ts'

const say = replayWords.mark

/** What a mark is, in a few words. */
export function markWords(mark: Mark, people: readonly RosterEntry[]): string {
  if (mark.kind === 'phase') return phaseNames[mark.phase]
  if (mark.kind === 'cue') {
    return say.cue(nameOf(mark.cue.author, people), wordsByCue[mark.cue.cue].label)
  }
  if (mark.kind === 'turn') return turnWords(mark.turn, (person) => nameOf(person, people))
  if (mark.kind === 'spin') {
    return wheelWords.inSight.said[mark.spin.wheel](pickOf(mark.spin)?.label ?? '')
  }
  if (mark.kind === 'abort') return gameDayWords.mark.abort(nameOf(mark.by, people))
  if (mark.kind === 'marked') {
    const { author, text } = mark.marked
    const who = nameOf(author, people)
    return text === '' ? say.plainMark(who) : say.note(who, text)
  }
  const { title } = mark.inject.content
  return mark.to === null ? title : say.whisper(title, nameOf(mark.to, people))
}
