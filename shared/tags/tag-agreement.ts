import type { ParticipantId } from '../ids.ts'
import { alpha, masi, nominal } from './krippendorff.ts'
import type { GivenByPerson, TagsByMessage } from './tag.ts'

/** How far those who tagged agree; null where the measure is not defined. */
export interface TagAgreement {
  /** How many people tagged something, and how many messages somebody tagged. */
  readonly people: number
  readonly messages: number
  /** Over whole sets of tags. */
  readonly overall: number | null
  /** For each kind by itself: on a message, or not. */
  readonly byKind: ReadonlyMap<string, number | null>
}

/**
 * The agreement of an ensemble on its tags. A unit is a message that somebody tagged; those are asked
 * who tagged anything at all, and a message that one of them left alone bears no tag of theirs.
 * Overall is Krippendorff's alpha over the sets of tags with the MASI distance (Passonneau 2006), for
 * each kind the binary alpha of having it or not.
 */
export function tagAgreement(tags: TagsByMessage, kinds: readonly string[]): TagAgreement {
  const people = taggers(tags)
  const units = [...tags.values()]
    .filter(isTagged)
    .map((given) => people.map((person) => new Set(given.get(person)?.kinds)))
  const keyOf = (set: ReadonlySet<string>) => [...set].sort().join(' ')
  const has = (kind: string) => units.map((unit) => unit.map((set) => set.has(kind)))
  return {
    people: people.length,
    messages: units.length,
    overall: alpha(units, masi, keyOf),
    byKind: new Map(kinds.map((kind) => [kind, alpha(has(kind), nominal)])),
  }
}

/**
 * Whether people read a message in different ways: two of them or more tagged it, and there is no
 * kind that more than half of them gave it.
 */
export function diverges(given: GivenByPerson): boolean {
  const sets = [...given.values()].map(({ kinds }) => kinds).filter((kinds) => kinds.length > 0)
  const gave = (kind: string) => sets.filter((kinds) => kinds.includes(kind)).length
  return sets.length > 1 && sets.flat().every((kind) => gave(kind) <= sets.length / 2)
}

/** Who gave a message which kind, in the order of `kinds`; kinds that nobody gave are left out. */
export function whoByKind(
  given: GivenByPerson,
  kinds: readonly string[],
): { kind: string; by: ParticipantId[] }[] {
  return kinds.flatMap((kind) => {
    const by = [...given].filter(([, each]) => each.kinds.includes(kind)).map(([who]) => who)
    return by.length > 0 ? [{ kind, by }] : []
  })
}

function taggers(tags: TagsByMessage): ParticipantId[] {
  const people = new Set<ParticipantId>()
  for (const given of tags.values())
    for (const [person, { kinds }] of given) if (kinds.length > 0) people.add(person)
  return [...people]
}

function isTagged(given: GivenByPerson): boolean {
  return [...given.values()].some(({ kinds }) => kinds.length > 0)
}
