import { Refusal } from '../../shared/errors.ts'
import type { NewId, ParticipantId } from '../../shared/ids.ts'
import { unreachable } from '../../shared/invariants.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import { readTranscript, writeTranscript } from '../../shared/script/transcript-script.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { ClockSegment } from '../../shared/stage/clock.ts'
import {
  exerciseTimeAt,
  jumpAt,
  segmentAt,
  speedBeforePause,
  speedOf,
  wallTimeOf,
} from '../../shared/stage/clock.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  readChannel,
  readClock,
  readTranscriptEvents,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { TranscriptState } from '../../shared/stage/transcript.ts'
import {
  beforeNextLine,
  mostTranscriptEvents,
  transcriptOf,
} from '../../shared/stage/transcript.ts'
import type { Transcript } from '../../shared/transcript/transcript.ts'
import { clockOf } from '../../shared/transcript/transcript.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { LanderOptions } from './lander.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'

export type TranscriptCommand = Extract<Command, { type: `transcript.${string}` }>

export interface TranscriptsOptions extends Pick<LanderOptions, 'hands' | 'time' | 'onError'> {
  readonly newId: NewId
}

/** Lines that are due within so long, in wall milliseconds, are one commit: none early, none later than this. */
const together = 50
/** What floating point may lack of a moment that has come, in milliseconds. */
const hair = 0.001
/** So many lines go into one commit, also where an hour of them is late. */
const mostAtOnce = 200

/**
 * Plays a transcript into the channel, each line at its moment. Transcript time is a function of
 * exercise time, so whatever holds the exercise holds it, too. Which line is next is read from the
 * channel, which only the server writes: a line comes once, in its order, whatever happens.
 */
export class Transcripts {
  readonly #options: TranscriptsOptions
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  /** The transcript that is played, read when it is first asked for. */
  #read: { readonly load: number; readonly transcript: Transcript } | null = null
  /** How many lines of the transcript of a number stand in the channel, counted once. */
  #said: { readonly load: number; next: number } | null = null
  #cancelAlarm: (() => void) | null = null
  #isSaying = false
  #disposed = false

  constructor(options: TranscriptsOptions, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
    this.#script = scriptDoc(options.hands.script.doc)
    this.#stage.clock.observe(this.#setAlarm)
    this.#stage.transcript.observe(this.#setAlarm)
    this.#script.transcript.observe(this.#readAnew)
    this.#setAlarm()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
  }

  /** Does what a facilitator asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: TranscriptCommand): Promise<void> {
    refuseWhenClosed(this.#stage)
    this.#refuseWhenFull()
    switch (command.type) {
      case 'transcript.load':
        return this.#load(by, command.transcript)
      case 'transcript.play':
        return this.#play(by, command.speed)
      case 'transcript.pause':
        return this.#goAt(by, 0)
      case 'transcript.speed':
        return this.#changeSpeed(by, command.speed)
      case 'transcript.jump':
        return this.#jump(by, command.by)
      default:
        return unreachable(command)
    }
  }

  async #load(by: ParticipantId, transcript: Transcript): Promise<void> {
    if (speedOf(this.#state.plan) > 0 && this.#next < this.#transcript.lines.length) {
      throw new Refusal('conflict', 'A transcript is playing. Pause it before you load another.')
    }
    // A transcript that came with the scenario is the first, though nothing was said of it yet.
    const load =
      this.#stage.transcript.length + this.#script.transcript.size > 0 ? this.#state.load + 1 : 1
    const { hands } = this.#options
    const event = { what: 'loaded', load, by, ...this.#clock.now() }
    await hands.writeTogether(by, [
      [hands.script, () => writeTranscript(this.#script.transcript, load, transcript)],
      [hands.stage, () => this.#stage.transcript.push([event])],
    ])
  }

  async #play(by: ParticipantId, speed = speedBeforePause(this.#state.plan)): Promise<void> {
    this.#refuseOutsidePlay()
    this.#refuseWithoutLines()
    await this.#goAt(by, speed)
  }

  /** While it is held, the speed at which it will go on is told with the play. */
  async #changeSpeed(by: ParticipantId, speed: number): Promise<void> {
    if (speedOf(this.#state.plan) === 0) {
      throw new Refusal('conflict', 'The transcript does not play. Play it at this speed.')
    }
    await this.#goAt(by, speed)
  }

  /** Forward by so much transcript time, or to shortly before the next line. */
  async #jump(by: ParticipantId, wanted?: number): Promise<void> {
    this.#refuseOutsidePlay()
    this.#refuseWithoutLines()
    const next = this.#transcript.lines[this.#next]
    const ahead = wanted ?? Math.floor((next?.at ?? 0) - beforeNextLine - this.#now)
    if (ahead <= 0) {
      throw new Refusal('conflict', 'The next line comes within seconds: there is nothing to skip.')
    }
    await this.#turn(by, jumpAt(this.#state.plan, this.#clock.now().at, ahead))
  }

  async #goAt(by: ParticipantId, speed: number): Promise<void> {
    const { plan } = this.#state
    if (speed === speedOf(plan)) return
    await this.#turn(by, segmentAt(plan, this.#clock.now().at, speed))
  }

  async #turn(by: ParticipantId, { at: from, speed }: ClockSegment): Promise<void> {
    const { load } = this.#state
    const event = { what: 'turned', load, from, speed, by, ...this.#clock.now() }
    await this.#options.hands.stage.write(by, () => this.#stage.transcript.push([event]))
  }

  get #state(): TranscriptState {
    return transcriptOf(readTranscriptEvents(this.#stage))
  }

  /** Transcript time now. Exercise time as it is, not in whole milliseconds: twenty times as much is due at its moment. */
  get #now(): number {
    const exercise = exerciseTimeAt(readClock(this.#stage), this.#options.time.now())
    return exerciseTimeAt(this.#state.plan, exercise)
  }

  get #transcript(): Transcript {
    const { load } = this.#state
    if (this.#read?.load !== load) {
      this.#read = { load, transcript: readTranscript(this.#script.transcript, load) }
    }
    return this.#read.transcript
  }

  /** The number of the next line: one behind the last that stands in the channel. */
  get #next(): number {
    const { load } = this.#state
    if (this.#said?.load !== load) {
      const lines = readChannel(this.#stage).flatMap(({ line }) =>
        line?.load === load ? line.n : [],
      )
      this.#said = { load, next: Math.max(-1, ...lines) + 1 }
    }
    return this.#said.next
  }

  readonly #readAnew = (): void => {
    this.#read = null
    this.#setAlarm()
  }

  /** Wakes up when the next line is due, and those that come right behind it. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    if (this.#disposed || this.#isSaying) return
    const first = this.#wallOf(this.#next)
    if (first === null) return
    let last = first
    for (let n = this.#next + 1; n < this.#next + mostAtOnce; n += 1) {
      const wall = this.#wallOf(n)
      if (wall === null || wall > first + together) break
      last = wall
    }
    const delay = Math.max(0, Math.ceil(last - this.#options.time.now()))
    this.#cancelAlarm = this.#options.time.after(delay, () => {
      this.#sayDue().catch(this.#options.onError)
    })
  }

  /** The wall moment at which a line is due if both clocks go on as they do, or null. */
  #wallOf(n: number): number | null {
    const line = this.#transcript.lines[n]
    const at = line ? wallTimeOf(this.#state.plan, line.at) : null
    return at === null ? null : wallTimeOf(readClock(this.#stage), at)
  }

  async #sayDue(): Promise<void> {
    if (this.#disposed || this.#isSaying) return
    this.#isSaying = true
    try {
      for (let due = this.#due(); due.length > 0; due = this.#due()) await this.#say(due)
    } finally {
      this.#isSaying = false
    }
    this.#setAlarm()
  }

  /** The next lines whose moment has come. */
  #due(): Message[] {
    if (this.#disposed || !this.#clock.isRunning || speedOf(this.#state.plan) === 0) return []
    const { begins, lines } = this.#transcript
    const [from, now, { load }] = [this.#next, this.#now, this.#state]
    const some = lines.slice(from, from + mostAtOnce)
    const count = some.findIndex(({ at }) => at > now + hair)
    return some.slice(0, count < 0 ? some.length : count).map(({ at, who, text }, index) => ({
      id: this.#options.newId('message'),
      author: 'server' as const,
      text,
      line: { load, n: from + index, who, clock: clockOf(begins, at) },
      ...this.#clock.now(),
    }))
  }

  async #say(messages: readonly Message[]): Promise<void> {
    if (this.#said) this.#said.next += messages.length
    await this.#options.hands.stage.write('server', () => this.#stage.channel.push([...messages]))
  }

  #refuseOutsidePlay(): void {
    if (currentPhase(this.#stage) === 'play') return
    throw new Refusal(
      'conflict',
      'A transcript plays while the session is in play. Start playing first.',
    )
  }

  #refuseWithoutLines(): void {
    const { lines } = this.#transcript
    if (lines.length === 0) {
      throw new Refusal('not-found', 'There is no transcript yet. Load one first.')
    }
    if (this.#next < lines.length) return
    throw new Refusal('conflict', 'This transcript has been played to its end. Load another.')
  }

  #refuseWhenFull(): void {
    if (this.#stage.transcript.length < mostTranscriptEvents) return
    throw new Refusal('too-many', 'This session has turned its transcript as often as it can.')
  }
}
