import type { HypothesisStatus } from '../board/card.ts'
import type { InjectId } from '../ids.ts'
import { unreachable } from '../invariants.ts'
import type { ClockPlan, ClockSegment } from './clock.ts'
import { exerciseTimeAt } from './clock.ts'
import type { PlannedTrigger } from './trigger.ts'

/** What triggers ask of the board and the channel. */
export interface BoardFacts {
  readonly hypotheses: readonly StandingHypothesis[]
  /** Everything that people wrote: cards, notes, messages. */
  readonly texts: readonly string[]
  /** The titles of the actions that are done. */
  readonly done: readonly string[]
  /** Since which exercise time the board is as it is. */
  readonly quietSince: number
  /** Since which exercise time nobody is on anything, or null while somebody is. */
  readonly nobodySince: number | null
}

interface StandingHypothesis {
  readonly title: string
  readonly status: HypothesisStatus
}

/** What decides at one moment whether an inject lands by itself. */
export interface Situation {
  /** Exercise milliseconds. */
  readonly now: number
  /** The exercise time of each landing. */
  readonly landed: ReadonlyMap<InjectId, number>
  /** What was settled under each inject that offers options, and at which exercise time. */
  readonly chosen: ReadonlyMap<InjectId, { readonly option: string; readonly at: number }>
  /** Null while nobody has looked at the board. */
  readonly board: BoardFacts | null
}

/** How long nobody is on anything before it counts, in exercise milliseconds. */
export const nobodyFor = 60_000

/** Whether an inject with this trigger lands by itself now. */
export function holds(trigger: PlannedTrigger, situation: Situation): boolean {
  const due = dueAt(trigger, situation)
  return due !== null && due <= situation.now
}

/**
 * The exercise time from which on a trigger holds if nothing else happens, or null where something
 * must happen first.
 */
export function dueAt(trigger: PlannedTrigger, situation: Situation): number | null {
  switch (trigger.on) {
    case 'hand':
    case 'unclear':
      return null
    case 'time':
      return trigger.at
    case 'after':
      return later(situation.landed.get(trigger.inject), trigger.delay)
    case 'chosen': {
      const chosen = situation.chosen.get(trigger.inject)
      return chosen?.option === trigger.option ? chosen.at + trigger.delay : null
    }
    case 'quiet':
      return later(situation.board?.quietSince, trigger.for)
    case 'nobody':
      return later(situation.board?.nobodySince, nobodyFor)
    case 'hypothesis':
    case 'text':
    case 'done':
      return situation.board && isSaid(trigger, situation.board) ? situation.now : null
    case 'all':
      return lastOf(trigger.of.map((each) => dueAt(each, situation)))
    case 'any':
      return firstOf(trigger.of.map((each) => dueAt(each, situation)))
    default:
      return unreachable(trigger)
  }
}

function later(since: number | null | undefined, by: number): number | null {
  return since === null || since === undefined ? null : since + by
}

function lastOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === times.length ? Math.max(...known) : null
}

function firstOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length > 0 ? Math.min(...known) : null
}

type Said = Extract<PlannedTrigger, { readonly on: 'hypothesis' | 'text' | 'done' }>

function isSaid(trigger: Said, { hypotheses, texts, done }: BoardFacts): boolean {
  if (trigger.on === 'text') return texts.some((text) => contains(text, trigger.matching))
  if (trigger.on === 'done') return done.some((title) => contains(title, trigger.matching))
  return hypotheses.some(
    ({ title, status }) => status === trigger.status && contains(title, trigger.matching ?? ''),
  )
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}

/**
 * The exercise time from which on nothing has happened since a wall moment. A clock that was moved
 * forward has let nobody be quiet meanwhile, so it counts from there.
 */
export function stillSince(clock: ClockPlan, wall: number): number {
  const jump = clock.findLast((segment, index) => isJump(clock[index - 1], segment))
  return Math.max(exerciseTimeAt(clock, wall), jump?.at ?? 0)
}

function isJump(before: ClockSegment | undefined, { wallAt, at }: ClockSegment): boolean {
  return at - (before ? exerciseTimeAt([before], wallAt) : 0) > 1
}
