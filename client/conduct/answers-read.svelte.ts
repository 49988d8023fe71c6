import { SvelteMap } from 'svelte/reactivity'
import * as z from 'zod/mini'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import type { PrivateAnswer } from '../../shared/stage/private-answer.ts'
import { countByThread, threadOf } from './private-threads.ts'

const kept = z.array(z.tuple([z.string(), z.number()]))
const place = () => `gamelan.answers.${location.pathname}`

/** How much of each private thread this browser's facilitator has read. */
class AnswersRead {
  readonly #path: string
  readonly #countByThread: SvelteMap<string, number>

  constructor(path: string) {
    this.#path = path
    this.#countByThread = new SvelteMap(readKept(path))
  }

  isOf(path: string): boolean {
    return this.#path === path
  }

  /** How many of a person's own answers in these threads have not been read. */
  unread(answers: readonly PrivateAnswer[]): number {
    return [...countByThread(answers)].reduce((unread, [thread, count]) => {
      return unread + Math.max(0, count - (this.#countByThread.get(thread) ?? 0))
    }, 0)
  }

  read(injectId: InjectId, of: ParticipantId, answers: readonly PrivateAnswer[]): void {
    const thread = threadOf({ injectId, of })
    const count = countByThread(answers).get(thread) ?? 0
    if (count <= (this.#countByThread.get(thread) ?? 0)) return
    this.#countByThread.set(thread, count)
    localStorage.setItem(this.#path, JSON.stringify([...this.#countByThread]))
  }
}

let current: AnswersRead | null = null

/** What was read in the session of this page. */
export function answersRead(): AnswersRead {
  if (!current?.isOf(place())) current = new AnswersRead(place())
  return current
}

function readKept(path: string): [string, number][] {
  try {
    return kept.parse(JSON.parse(localStorage.getItem(path) ?? '[]'))
  } catch {
    return []
  }
}
