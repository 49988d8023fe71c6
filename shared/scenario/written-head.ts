import type { Scenario } from './scenario.ts'

/** A scenario as it is written in a file, but for its run of show. */
export type WrittenHead = Readonly<Record<string, unknown>>

type HeadField = Exclude<keyof Scenario, 'injects'>

/** How each field is written, in the order of the file. A new field needs its line here. */
const fields: { readonly [Field in HeadField]-?: (scenario: Scenario) => unknown } = {
  title: ({ title }) => title,
  summary: ({ summary }) => summary,
  format: ({ format }) => format,
  minutes: ({ minutes }) => minutes,
  source: ({ source }) => source,
  situation: ({ situation }) => situation,
  wheel: ({ wheel }) => wheel,
  experiment: ({ experiment }) => experiment,
  answers: ({ answers }) => answers,
  transcriptBegins: ({ transcriptBegins }) => transcriptBegins,
  transcript: ({ transcript }) => transcript,
}

/** What the script keeps of the scenario that a session was made from, as it would be written. */
export function writtenHead(scenario: Scenario): WrittenHead {
  const written = Object.entries(fields).map(([name, write]) => [name, write(scenario)] as const)
  return Object.fromEntries(written.filter(([, value]) => value !== undefined))
}
