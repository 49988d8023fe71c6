import type { Slice } from '../../shared/stage/wheel.ts'

/** The wheel's measures, in units of its drawing; its middle is at 0, 0. */
export const rim = 150
export const hub = 26
/** How long a label may be, and how wide its letters are as a part of their size. */
const room = rim - hub - 14
const letter = 0.55

/** The outline of a slice, clockwise from the top. */
export function slicePath({ from, to }: Slice): string {
  const large = to - from > 0.5 ? 1 : 0
  return `M0 0L${onRim(from)}A${rim} ${rim} 0 ${large} 1 ${onRim(to)}Z`
}

/** Where the label of a slice lies: along its middle, ending at the rim. */
export function labelTurn({ from, to }: Slice): number {
  return ((from + to) / 2) * 360 - 90
}

/** As large as slice and label allow, within what can be read and what looks like a label. */
export function labelSize({ from, to }: Slice, label: string): number {
  const byWidth = 2 * Math.PI * 110 * (to - from) * 0.65
  const byLength = room / (label.length * letter)
  return Math.min(16, Math.max(8, byWidth), Math.max(10.5, byLength))
}

/** As much of a label as there is place for between hub and rim. */
export function labelThatFits(label: string, size: number): string {
  const letters = Array.from(label)
  const most = Math.floor(room / (size * letter))
  return letters.length <= most
    ? label
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** One of four colours, none beside itself. */
export function colourOf(at: number, slices: number): number {
  const meetsFirst = at === slices - 1 && at % 4 === 0 && at > 0
  return meetsFirst ? 2 : at % 4
}

function onRim(part: number): string {
  const angle = 2 * Math.PI * part
  return `${(rim * Math.sin(angle)).toFixed(2)} ${(-rim * Math.cos(angle)).toFixed(2)}`
}
