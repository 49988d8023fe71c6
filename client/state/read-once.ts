import type * as Y from 'yjs'

const readingsByMap = new WeakMap<object, Map<unknown, unknown>>()
const watched = new WeakSet<Y.Doc>()

/**
 * What `read` makes of a map's own content, made once for all who ask until that changes: a board of
 * three hundred cards asks three hundred times. It is the same object until then, so what is derived
 * from it rests. Not reactive by itself: read `tracked(map)` beside it.
 * @param key tells this reading of the map from others
 */
export function readOnce<Value>(map: Y.Map<unknown>, key: unknown, read: () => Value): Value {
  const { doc } = map
  // In the middle of a change nothing is told yet, and nothing may be kept.
  if (!doc || doc._transaction) return read()
  watch(doc)
  const readings = readingsByMap.get(map) ?? new Map<unknown, unknown>()
  readingsByMap.set(map, readings)
  if (!readings.has(key)) readings.set(key, read())
  return readings.get(key) as Value
}

/** Ahead of all observers, so that none of them reads what was. */
function watch(doc: Y.Doc): void {
  if (watched.has(doc)) return
  watched.add(doc)
  doc.on('beforeObserverCalls', ({ changed }: Y.Transaction) => {
    for (const type of changed.keys()) readingsByMap.delete(type)
  })
}
