import { resolve } from 'node:path'

/** What a page tells of itself. Milliseconds since the page's start, or since the epoch where it says so. */
export interface ProbeReading {
  /** The moment of the reading. */
  readonly now: number
  /** First and largest contentful paint. */
  readonly fcp: number | null
  readonly lcp: number | null
  /** When the title of a card was first a field. */
  readonly readyAt: number | null
  /** How often its person did something, which `events` tell of where it took 16 ms or more. */
  readonly interactions: number
  readonly events: readonly (Stretch & { readonly interactionId: number })[]
  readonly longTasks: readonly Stretch[]
  /** Shifts of the layout that no input of this page explains, and what moved. */
  readonly shifts: readonly { at: number; value: number; moved: readonly string[] }[]
  /** How many letters the title had, and since the epoch when their key was pressed or they were drawn. */
  readonly typed: readonly LettersAt[]
  readonly seen: readonly LettersAt[]
  /** JavaScript as it came over the network before `readyAt`. */
  readonly scriptBytes: number
}

export interface Stretch {
  readonly at: number
  readonly duration: number
}

export interface LettersAt {
  readonly letters: number
  readonly at: number
}

interface Probe {
  typing(card: string): void
  watching(card: string): void
  read(): ProbeReading
}

declare global {
  var gamelanProbe: Probe
}

/** To be run in a page before its own scripts: plain JavaScript, as no build stands between. */
export const probeFile = resolve(import.meta.dirname, 'probe.js')
/** What probes tell by when something has been drawn: it goes into a page before them. */
export const drawnFile = resolve(import.meta.dirname, 'drawn.js')
