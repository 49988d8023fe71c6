import * as z from 'zod/mini'
import { participantId, spinId } from '../ids.ts'

/** What can be left to chance: the incident to play, and who is on call for it. */
export const wheelName = z.enum(['incident', 'on-call'])
export type WheelName = z.infer<typeof wheelName>

/** A wheel has this many slices at least and at most. */
export const fewestEntries = 2
export const mostEntries = 40
export const longestEntry = 120
/** What a team knows when they begin to play the incident that was picked. */
export const longestSituation = 4_000
/** So often a session's wheels turn. */
export const mostSpins = 200

/** A slice. Its `id` is a person's, or the title of an incident: what a pick is known by later. */
export const wheelEntry = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(longestEntry)),
  label: z.string().check(z.minLength(1), z.maxLength(longestEntry)),
})
export type WheelEntry = z.infer<typeof wheelEntry>

/** A turn of a wheel, decided before it begins: every screen turns to the same place. */
export const spin = z
  .object({
    id: spinId,
    wheel: wheelName,
    entries: z.array(wheelEntry).check(z.minLength(fewestEntries), z.maxLength(mostEntries)),
    /** For each entry, so that anybody can check them: see `weightsAfter`. */
    weights: z.array(z.number().check(z.positive())),
    /** The place of the chosen one among the entries. */
    picked: z.int().check(z.nonnegative()),
    /** What is known of the picked incident at its start. Of the others nothing is told. */
    situation: z.optional(z.string().check(z.maxLength(longestSituation))),
    /** How far it turns, clockwise, in whole turns and a part of one. */
    turns: z.number().check(z.nonnegative(), z.lte(100)),
    by: participantId,
    wallAt: z.number(),
    /** Exercise milliseconds. */
    at: z.number(),
  })
  .check(z.refine(({ entries, weights }) => weights.length === entries.length))
  .check(z.refine(({ entries, picked }) => picked < entries.length))
export type Spin = z.infer<typeof spin>

/** So long a wheel turns, in milliseconds of wall time. */
export const spinLasts = 5_000
const wholeTurns = 5
/** The pointer keeps away from a slice's borders by so much of its width. */
const margin = 0.1

/**
 * The weight of each entry after the earlier spins of its wheel, oldest first: 1 for what was never
 * picked, and 1 - 0.5^k for what was last picked k spins ago. So the last pick is half as likely as
 * a new one, the one before it three quarters as likely, and none is ever out of the game.
 */
export function weightsAfter(
  entries: readonly Pick<WheelEntry, 'id'>[],
  earlier: readonly Pick<Spin, 'entries' | 'picked'>[],
): number[] {
  const picks = earlier.map(({ entries: then, picked }) => then[picked]?.id)
  return entries.map(({ id }) => {
    const last = picks.lastIndexOf(id)
    return last === -1 ? 1 : 1 - 0.5 ** (picks.length - last)
  })
}

/** A part of a wheel's rim, from 0 at its top, clockwise, to 1 at its top again. */
export interface Slice {
  readonly from: number
  readonly to: number
}

/** The slices of a wheel: each as wide as its weight asks for. */
export function slicesOf(weights: readonly number[]): Slice[] {
  const sum = weights.reduce((all, each) => all + each, 0)
  let from = 0
  return weights.map((weight) => {
    const slice = { from, to: from + weight / sum }
    from = slice.to
    return slice
  })
}

/**
 * What a number by chance comes to: the slice it falls into, and how far the wheel turns for the
 * pointer at its top to stop in there.
 *
 * @param chance from 0 to below 1, each part of it as likely as any other
 */
export function spunTo(weights: readonly number[], chance: number): Pick<Spin, 'picked' | 'turns'> {
  const slices = slicesOf(weights)
  const found = slices.findIndex(({ to }) => chance < to)
  // The last border may lie a rounding below 1.
  const picked = found === -1 ? slices.length - 1 : found
  const { from, to } = slices[picked] ?? { from: 0, to: 1 }
  const away = margin * (to - from)
  const stop = Math.min(to - away, Math.max(from + away, chance))
  return { picked, turns: wholeTurns + 1 - stop }
}

/** Whether a wheel still turns at a wall moment. */
export function isTurning({ wallAt }: Pick<Spin, 'wallAt'>, now: number): boolean {
  return now < wallAt + spinLasts
}

/**
 * How far the wheel has turned at a wall moment, in turns: fast at first, then slower and slower.
 * CSS calls the same curve `cubic-bezier(1/3, 1, 2/3, 1)`.
 */
export function turnedAt({ wallAt, turns }: Pick<Spin, 'wallAt' | 'turns'>, now: number): number {
  const gone = Math.min(1, Math.max(0, (now - wallAt) / spinLasts))
  return turns * (1 - (1 - gone) ** 3)
}

/** The entry that a spin came to. */
export function pickOf({ entries, picked }: Pick<Spin, 'entries' | 'picked'>): WheelEntry | null {
  return entries[picked] ?? null
}

/** The incident that is played: what the wheel of incidents last came to and stands at, or null. */
export function playedIncident(spins: readonly Spin[], now: number): Spin | null {
  return spins.findLast((spin) => spin.wheel === 'incident' && !isTurning(spin, now)) ?? null
}
