import type { ConductView } from '../conduct/conduct-view.ts'

/** The script as whoever does not conduct has it. */
export const nothingPrepared: ConductView = {
  plan: [],
  landings: new Map(),
  wheel: null,
  sightings: new Map(),
  threads: new Map(),
  thrown: [],
}
