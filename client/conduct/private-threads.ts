import type { PrivateAnswer } from '../../shared/stage/private-answer.ts'

/** The name of the thread that an answer stands in. */
export function threadOf({ injectId, of }: Pick<PrivateAnswer, 'injectId' | 'of'>): string {
  return `${injectId}>${of}`
}

/** How many answers of its person each thread has; what facilitators said is no news to them. */
export function countByThread(answers: readonly PrivateAnswer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const answer of answers) {
    if (answer.author !== answer.of) continue
    counts.set(threadOf(answer), (counts.get(threadOf(answer)) ?? 0) + 1)
  }
  return counts
}
