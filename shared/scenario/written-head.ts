import type { Scenario } from './scenario.ts'

/** Fields of a scenario as they are written in a file. */
export type WrittenHead = Readonly<Record<string, unknown>>

/** What the script holds as it stands now, and not only as it was written. */
export type MaterialField = 'wheel' | 'answers' | 'transcriptBegins' | 'transcript'

type HeadField = Exclude<keyof Scenario, 'injects' | MaterialField>

/** How each field is written, in the order of the file. A new field needs its line here. */
const fields: { readonly [Field in HeadField]-?: (scenario: Scenario) => unknown } = {
  title: ({ title }) => title,
  summary: ({ summary }) => summary,
  format: ({ format }) => format,
  minutes: ({ minutes }) => minutes,
  source: ({ source }) => source,
  situation: ({ situation }) => situation,
  experiment: ({ experiment }) => experiment,
}

/** What the script keeps of the scenario that a session was made from, as it would be written. */
export function writtenHead(scenario: Scenario): WrittenHead {
  const written = Object.entries(fields).map(([name, write]) => [name, write(scenario)] as const)
  return Object.fromEntries(written.filter(([, value]) => value !== undefined))
}
