import type { ParticipantId } from '../ids.ts'
import type { Fermata } from './fermata.ts'

/** What somebody said to one probe. */
export interface Said {
  readonly author: ParticipantId
  readonly text: string
}

/** One probe and what was said to it: those who say much the same stand together. */
export interface ProbeMap {
  readonly probe: string
  /** The largest group first; within it, and among equals, as they answered. */
  readonly groups: readonly (readonly Said[])[]
}

/** Answers say the same when they share at least this part of their content words. */
export const sameness = 1 / 3

/** Words that carry no picture of the situation. */
const empty = new Set(
  (
    'a an and are as at be been being but by can could did do does for from had has have he her his i if in into ' +
    'is it its just may maybe might my not of on or our she should so some that the their them then there these ' +
    'they this to us very was we were what which who will with would you your think thinks probably'
  ).split(' '),
)

/**
 * The words of a text that say something: in small letters and without accents, empty words left
 * out, plurals brought to their singular by the S-stemmer (Harman 1991, "How effective is
 * suffixing?").
 */
export function contentWords(text: string): Set<string> {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => !empty.has(word)).map(singular))
}

/**
 * How much of what two texts say they have in common: the Jaccard index of their content words
 * (Jaccard 1912), |A ∩ B| / |A ∪ B|, from 0 to 1. Two texts of empty words alone are compared as
 * they stand.
 */
export function overlap(one: string, other: string): number {
  const [a, b] = [contentWords(one), contentWords(other)]
  if (a.size + b.size === 0) return folded(one) === folded(other) ? 1 : 0
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / (a.size + b.size - shared)
}

/**
 * Groups of those who say much the same: complete-linkage clustering of the overlaps (Sørensen
 * 1948), so that in a group everybody shares at least `sameness` with everybody else. The two
 * groups that are nearest are joined first; of equal ones, those that were said first.
 */
export function groupsOf(said: readonly Said[]): Said[][] {
  const near = said.map((one) => said.map((other) => overlap(one.text, other.text)))
  const groups = said.map((_, index) => [index])
  for (let pair = nearest(groups, near); pair; pair = nearest(groups, near)) {
    const [into, from] = pair
    groups[into] = [...(groups[into] ?? []), ...(groups[from] ?? [])].sort((a, b) => a - b)
    groups.splice(from, 1)
  }
  return groups
    .map((group) => group.flatMap((index) => said[index] ?? []))
    .sort((a, b) => b.length - a.length)
}

/** The agreement map of a revealed fermata, probe by probe. Who left one blank is not in it. */
export function agreementMap({ probes, answers }: Fermata): ProbeMap[] {
  return probes.map((probe, index) => {
    const said = (answers ?? []).map(({ author, texts }) => ({ author, text: texts[index] ?? '' }))
    return { probe, groups: groupsOf(said.filter(({ text }) => text.trim() !== '')) }
  })
}

/** The two groups with the largest overlap that lets them be one, or null. */
function nearest(groups: readonly number[][], near: readonly number[][]): [number, number] | null {
  let best: [number, number] | null = null
  let most = sameness
  for (const [first, one] of groups.entries()) {
    for (const [second, other] of groups.entries()) {
      if (second <= first) continue
      const least = leastOverlap(one, other, near)
      if (least < most || (best !== null && least === most)) continue
      best = [first, second]
      most = least
    }
  }
  return best
}

function leastOverlap(one: readonly number[], other: readonly number[], near: readonly number[][]) {
  return Math.min(...one.flatMap((a) => other.map((b) => near[a]?.[b] ?? 0)))
}

function singular(word: string): string {
  if (word.length < 4) return word
  if (/[^ea]ies$/.test(word)) return word.slice(0, -3) + 'y'
  if (/[^aeo]es$/.test(word)) return word.slice(0, -1)
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word
}

function folded(text: string): string {
  return text.trim().toLowerCase()
}
