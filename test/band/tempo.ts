import { setTimeout as after } from 'node:timers/promises'
import type { Chance } from './chance.ts'

/** Waits some milliseconds, less where the signal ends the wait. Never rejects. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

export const sleep: Sleep = (milliseconds, signal) =>
  after(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined)

/** Waits for a promise, or for the signal where that comes first. */
export async function unless(stop: AbortSignal, promise: Promise<unknown>): Promise<void> {
  let onStop: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => (onStop = resolve))
  stop.addEventListener('abort', onStop)
  if (stop.aborted) onStop()
  await Promise.race([promise, stopped]).finally(() => stop.removeEventListener('abort', onStop))
}

const slowestLetter = 70

/** How fast somebody plays. Waits are uneven, as people are. */
export class Tempo {
  readonly #beat: number
  readonly #sleep: Sleep
  readonly #chance: Chance

  /** @param actionsPerSecond Infinity plays as fast as the machine does */
  constructor(actionsPerSecond: number, wait: Sleep, chance: Chance) {
    this.#beat = 1_000 / actionsPerSecond
    this.#sleep = wait
    this.#chance = chance
  }

  /** The wait between two actions, or as many of them as asked. */
  beat(signal: AbortSignal, beats = 1): Promise<void> {
    return this.#wait(this.#beat * beats, signal)
  }

  /** The wait between two letters. */
  letter(signal: AbortSignal): Promise<void> {
    return this.#wait(Math.min(slowestLetter, this.#beat / 10), signal)
  }

  #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.#sleep(milliseconds * (0.5 + this.#chance.next()), signal)
  }
}
