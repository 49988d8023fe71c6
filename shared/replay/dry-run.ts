import * as Y from 'yjs'
import { boardDoc } from '../board/board-doc.ts'
import { readParts } from '../board/part.ts'
import type { DocName } from '../documents.ts'
import { inboxOwner } from '../documents.ts'
import type { InjectId } from '../ids.ts'
import { peopleIn } from '../stage/audience.ts'
import type { BoardReading } from '../stage/board-facts.ts'
import { factsOf, looksEvery, nobodyAtAfter, readForTriggers } from '../stage/board-facts.ts'
import { branchesOf, settledIn } from '../stage/choice.ts'
import type { ClockPlan } from '../stage/clock.ts'
import { exerciseTimeAt, speedOf, wallTimeOf } from '../stage/clock.ts'
import type { LandedInject, PlannedInject } from '../stage/inject.ts'
import { landedInject } from '../stage/inject.ts'
import { readList } from '../stage/read-list.ts'
import type { Situation } from '../stage/situation.ts'
import {
  inboxChoices,
  inboxInjects,
  readChoices,
  readClock,
  readInboxChoices,
  readRoster,
  stageDoc,
} from '../stage/stage-doc.ts'
import { awaitsChoice, watchesBoard } from '../stage/trigger.ts'
import type { Waiting } from '../stage/waiting.ts'
import { waitingIn, waitsByItself } from '../stage/waiting.ts'
import type { DryMoment, DryOutcome } from './dry-outcome.ts'
import { HeldConditions } from './held-conditions.ts'
import type { HistoryRow } from './history-row.ts'

export interface DryRunOptions {
  /** Of board, stage and inboxes, from the first on. Others are left alone. */
  readonly rowsByDoc: ReadonlyMap<DocName, readonly HistoryRow[]>
  /** The run of show to try, in its order. */
  readonly plan: readonly PlannedInject[]
  /** The wall moment at which the recording ends, in milliseconds since the epoch. */
  readonly until: number
}

interface RowOf {
  readonly name: DocName
  readonly row: HistoryRow
}

/**
 * Plays a recorded session beside a run of show and says when each inject would have landed by
 * itself, by the functions that the server lands by: it looks at the board as seldom, and waits on
 * the clock that was. What people landed by hand landed then, and what was settled was settled then.
 * Rows are read in slices, so that a page stays awake over a long history.
 */
export class DryRun {
  readonly #plan: readonly PlannedInject[]
  readonly #until: number
  readonly #rows: readonly RowOf[]
  readonly #docByName = new Map<DocName, Y.Doc>([
    ['board', new Y.Doc()],
    ['stage', new Y.Doc()],
  ])
  readonly #board = boardDoc(this.#docOf('board'))
  readonly #stage = stageDoc(this.#docOf('stage'))
  readonly #outcomes = new Map<InjectId, DryOutcome>()
  /** The exercise time of each landing. */
  readonly #landed = new Map<InjectId, number>()
  readonly #held: HeldConditions
  #read = 0
  /** The wall moment that is played. */
  #now = 0
  #clock: ClockPlan = []
  #reading: BoardReading | null = null
  #boardAt = 0
  #nobodyAt: number | null = null
  #lookedAt = -Infinity
  /** The wall moments at which to look again, and at which something may be due. */
  #lookAt: number | null = null
  #dueAt: number | null = null

  constructor({ rowsByDoc, plan, until }: DryRunOptions) {
    this.#plan = plan
    this.#until = until
    this.#rows = inOrder(rowsByDoc)
    this.#held = new HeldConditions(plan)
    const noteChange = () => {
      this.#lookAt ??= Math.max(this.#now, this.#lookedAt + looksEvery)
    }
    this.#docOf('board').on('update', noteChange)
    this.#stage.channel.observe(noteChange)
    this.#stage.roster.observe(noteChange)
    this.#stage.choices.observe(() => this.#wait())
    this.#stage.clock.observe(() => {
      this.#clock = readClock(this.#stage)
      this.#wait()
    })
  }

  /** How much of the recording is behind, from 0 to 1. */
  get progress(): number {
    return this.#rows.length === 0 ? 1 : this.#read / this.#rows.length
  }

  /** Plays so many rows further. @returns whether all is played */
  advance(rows: number): boolean {
    for (const each of this.#rows.slice(this.#read, this.#read + rows)) this.#play(each)
    this.#read = Math.min(this.#rows.length, this.#read + rows)
    if (this.#read < this.#rows.length) return false
    this.#passUntil(this.#until)
    return true
  }

  /** What became of each inject, in the order of the run of show. Whole once all is played. */
  get outcomes(): readonly { readonly inject: PlannedInject; readonly outcome: DryOutcome }[] {
    return this.#plan.map((inject) => ({
      inject,
      outcome: this.#outcomes.get(inject.id) ?? this.#neverOf(inject),
    }))
  }

  /** The exercise time at the end of what is played, and of each landing; and what was settled. */
  get end(): Pick<Situation, 'now' | 'landed' | 'chosen'> {
    const now = exerciseTimeAt(this.#clock, this.#now)
    return { now, landed: this.#landed, chosen: this.#chosen() }
  }

  #chosen(): Situation['chosen'] {
    const inboxes = [...this.#docByName].filter(([name]) => inboxOwner(name) !== null)
    const whispered = inboxes.flatMap(([, doc]) => readInboxChoices(doc))
    return settledIn(branchesOf([...readChoices(this.#stage), ...whispered]))
  }

  #docOf(name: DocName): Y.Doc {
    const known = this.#docByName.get(name)
    if (known) return known
    const doc = new Y.Doc()
    this.#docByName.set(name, doc)
    inboxChoices(doc).observe(() => this.#wait())
    return doc
  }

  #play({ name, row }: RowOf): void {
    this.#passUntil(row.at)
    if (name === 'board') this.#boardAt = row.at
    // A landing is a row of its own; the server's own landings are what is tried anew here.
    const list = name === 'board' || row.author === null ? null : inboxInjects(this.#docOf(name))
    const before = list?.length ?? 0
    Y.applyUpdate(this.#docOf(name), row.update)
    if (list && list.length > before) this.#noteHand(readList(list.slice(before), landedInject))
  }

  #noteHand(injects: readonly LandedInject[]): void {
    for (const { id, at, wallAt } of injects) {
      const isTried = this.#plan.some((inject) => inject.id === id) && !this.#landed.has(id)
      if (isTried) this.#land(id, id, { is: 'by hand', at, wallAt })
    }
  }

  /** Lets time pass up to a wall moment, and whatever falls due on the way land. */
  #passUntil(moment: number): void {
    for (;;) {
      const next = Math.min(this.#lookAt ?? Infinity, this.#dueAt ?? Infinity)
      if (next > moment) break
      this.#moveTo(next)
      if (this.#lookAt === next) {
        this.#lookAt = null
        this.#reading = null
        this.#wait()
      } else this.#landDue()
    }
    this.#moveTo(Math.max(this.#now, moment))
  }

  #moveTo(moment: number): void {
    this.#now = moment
    this.#held.passUntil(exerciseTimeAt(this.#clock, moment))
  }

  /** Finds when the next inject is due, as far as anybody can know now. */
  #wait(earliest = this.#now): void {
    this.#dueAt = null
    if (speedOf(this.#clock) === 0) return
    const next = this.#waiting().at(0)
    const wall = next && wallTimeOf(this.#clock, next.at)
    if (wall !== undefined && wall !== null) this.#dueAt = Math.max(earliest, Math.ceil(wall))
  }

  #waiting(): Waiting[] {
    const plan = this.#plan.filter((inject) => this.#mayLandByItself(inject))
    const situation = this.#situationFor(plan)
    this.#held.note(plan, situation)
    return waitingIn(plan, situation)
  }

  #mayLandByItself(inject: PlannedInject): boolean {
    const outcome = this.#outcomes.get(inject.id)
    const isHeld = outcome?.is === 'for nobody' || (outcome && 'held' in outcome)
    return !isHeld && waitsByItself(inject, this.#landed)
  }

  #situationFor(plan: readonly PlannedInject[]): Situation {
    const isAsked = plan.some(({ trigger }) => awaitsChoice(trigger))
    const isWatched = plan.some(({ trigger }) => watchesBoard(trigger))
    return {
      now: exerciseTimeAt(this.#clock, this.#now),
      landed: this.#landed,
      chosen: isAsked ? this.#chosen() : new Map(),
      board: isWatched ? this.#facts() : null,
    }
  }

  #facts(): Situation['board'] {
    if (!this.#reading) {
      this.#reading = readForTriggers(this.#board, this.#stage)
      this.#lookedAt = this.#now
    }
    const boardAt = this.#boardAt
    this.#nobodyAt = nobodyAtAfter(this.#nobodyAt, this.#reading, boardAt, this.#stage)
    return factsOf(this.#reading, { boardAt, nobodyAt: this.#nobodyAt }, this.#clock)
  }

  #landDue(): void {
    const now = exerciseTimeAt(this.#clock, this.#now)
    const due = this.#waiting().filter(({ at }) => at <= now)
    for (const each of due) this.#landByItself(each)
    // Where nothing was due after all, a rounding must not hold the time.
    this.#wait(due.length > 0 ? this.#now : this.#now + 1)
  }

  #landByItself({ planned: { id: inject, audience }, id }: Waiting): void {
    const at = Math.round(exerciseTimeAt(this.#clock, this.#now))
    const moment: DryMoment = { at, wallAt: this.#now }
    const people = peopleIn(audience, readRoster(this.#stage), readParts(this.#board))
    const isForNobody = audience.to !== 'everyone' && people.length === 0
    if (isForNobody) this.#hold(inject, moment)
    else this.#land(inject, id, { is: 'lands', ...moment })
  }

  #hold(inject: InjectId, moment: DryMoment): void {
    const before = this.#outcomes.get(inject)
    const isAgain = before?.is === 'lands' || before?.is === 'by hand'
    this.#outcomes.set(
      inject,
      isAgain ? { ...before, held: moment } : { is: 'for nobody', ...moment },
    )
  }

  /** @param id of this landing */
  #land(inject: InjectId, id: InjectId, landing: DryMoment & { is: 'lands' | 'by hand' }): void {
    const before = this.#outcomes.get(inject)
    const isAgain = before?.is === 'lands' || before?.is === 'by hand'
    const { at, wallAt } = landing
    const again = isAgain && [...(before.again ?? []), { at, wallAt }]
    this.#outcomes.set(inject, again ? { ...before, again } : landing)
    this.#landed.set(id, at)
    if (landing.is === 'by hand') this.#wait()
  }

  #neverOf({ state, audience, trigger }: PlannedInject): DryOutcome {
    if (state !== 'planned') return { is: 'never', because: state }
    if (audience.to === 'person' && audience.participantId === null) {
      return { is: 'never', because: 'no person' }
    }
    if (trigger.on === 'hand' || trigger.on === 'unclear') return { is: 'never', because: 'hand' }
    const missing = 'of' in trigger ? this.#held.missingIn(trigger) : [trigger]
    return { is: 'never', because: 'missing', missing }
  }
}

/** The rows of all documents as they came; inboxes tell only what was landed and chosen. */
function inOrder(rowsByDoc: DryRunOptions['rowsByDoc']): RowOf[] {
  return [...rowsByDoc]
    .filter(([name]) => name === 'board' || name === 'stage' || inboxOwner(name) !== null)
    .flatMap(([name, rows]) => rows.map((row) => ({ name, row })))
    .sort((a, b) => a.row.at - b.row.at)
}
