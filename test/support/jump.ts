import type { ManualTime } from './manual-time.ts'

/**
 * The wall clock jumps by so many milliseconds. Timers that run go on as they were, as those of a
 * machine do: it is only told another time.
 */
export function jump(time: ManualTime, by: number): void {
  const before = time.now.bind(time)
  time.now = () => before() + by
}
