import type { ConductView } from '../conduct/conduct-view.ts'

/** The script as whoever does not conduct has it. */
export const nothingPrepared: ConductView = {
  plan: [],
  landings: new Map(),
  wheel: null,
  sightings: new Map(),
  threads: new Map(),
  thrown: [],
  title: '',
  situation: null,
  runHead: null,
  bracketTexts: [],
  tagProgress: [],
  preparedAnswers: [],
  answersSent: new Map(),
  transcriptLines: { begins: null, lines: [] },
  recorded: () => Promise.reject(new Error('Whoever does not conduct fetches no script.')),
}
