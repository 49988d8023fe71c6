import type { InjectId } from '../../shared/ids.ts'
import type { SeenInject } from '../state/stage-view.ts'

/** What came to several people stands in the inbox of each: once, with all of them. */
export function onceEach(whispers: readonly SeenInject[]): SeenInject[] {
  const whispersById = new Map<InjectId, SeenInject>()
  for (const whisper of whispers) {
    const known = whispersById.get(whisper.id)
    whispersById.set(whisper.id, known ? together(known, whisper) : whisper)
  }
  return [...whispersById.values()]
}

/** Whoever looks has their own, where they are one of them. */
function together(known: SeenInject, other: SeenInject): SeenInject {
  if (known.to === undefined && !known.people) return known
  if (other.to === undefined) return other
  return { ...known, people: [...(known.people ?? (known.to ? [known.to] : [])), other.to] }
}
