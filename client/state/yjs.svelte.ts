import { createSubscriber } from 'svelte/reactivity'

/** What every Yjs type can do: tell of its own changes, not of those further down. */
interface Observable {
  observe(listener: () => void): void
  unobserve(listener: () => void): void
}

const subscribeByType = new WeakMap<Observable, () => void>()

/**
 * The Yjs type itself. Read inside an effect or a derived, it re-runs that when the type's own
 * content changes, and not for changes inside of what it holds: wrap those in `tracked` too.
 */
export function tracked<Type extends Observable>(type: Type): Type {
  const subscribe = subscribeByType.get(type) ?? subscriberOf(type)
  subscribe()
  return type
}

/** One for each type, so that a hundred readers of a card cost one listener. */
function subscriberOf(type: Observable): () => void {
  const subscribe = createSubscriber((update) => {
    const listener = () => update()
    type.observe(listener)
    return () => type.unobserve(listener)
  })
  subscribeByType.set(type, subscribe)
  return subscribe
}
