import type { Entry } from './entry.ts'

/** Everything the palette could find, by what it is. */
export interface Entries {
  readonly cards: readonly Entry[]
  readonly people: readonly Entry[]
  readonly injects: readonly Entry[]
  readonly commands: readonly Entry[]
}

export function allOf({ cards, people, injects, commands }: Entries): Entry[] {
  return [...cards, ...people, ...injects, ...commands]
}

/** What is offered before anything is typed: what was chosen last, then the newest and most useful. */
export function offerOf(entries: Entries, recent: readonly string[]): Entry[] {
  const { cards, people, injects, commands } = entries
  const all = allOf(entries)
  const again = recent.flatMap((id) => all.find((entry) => entry.id === id) ?? [])
  const [useful, others] = [commands.slice(0, 4), commands.slice(4)]
  const newest = [...injects.slice(0, 3), ...cards.slice(0, 5)]
  return [...new Set([...again, ...useful, ...newest, ...people, ...others])]
}

/** What was chosen, the last first. */
export function remember(recent: readonly string[], id: string): string[] {
  return [id, ...recent.filter((each) => each !== id)].slice(0, 4)
}
