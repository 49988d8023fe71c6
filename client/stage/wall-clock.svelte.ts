import { createSubscriber } from 'svelte/reactivity'

const tick = 250

/** One timer for the whole page, running only while something on it shows the time. */
const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, tick)
  return () => clearInterval(timer)
})

/**
 * The wall moment in milliseconds since the epoch. Read inside an effect or a derived, it re-runs
 * that four times a second.
 */
export function wallNow(): number {
  subscribe()
  return Date.now()
}
