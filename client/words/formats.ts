import type { Format, FormatId } from '../../shared/formats/format.ts'
import { formats } from '../../shared/formats/formats.ts'
import { must } from '../../shared/invariants.ts'
import type { FormatTag } from '../../shared/tags/tag-kind.ts'
import { spoken } from './spoken.ts'

/** A part that people may play, as the page offers it. */
interface SpokenPart {
  /** What the board keeps for whoever plays it: the same for everybody, in whatever language. */
  readonly name: string
  /** Its name as this page shows it. */
  readonly label: string
  readonly plays: string
}

/** An exercise format in the language of the page. */
export interface SpokenFormat extends Format {
  readonly parts: readonly SpokenPart[]
  readonly tags: readonly FormatTag[]
}

/** Every exercise format, in the order they are offered. */
export const spokenFormats: readonly SpokenFormat[] = formats.map(inOurLanguage)

export function spokenFormat(id: FormatId): SpokenFormat {
  return must(
    spokenFormats.find((format) => format.id === id),
    `the format ${id}`,
  )
}

function inOurLanguage(format: Format): SpokenFormat {
  const { name, purpose, phases, columns, parts: written, debrief } = format
  const kinds = format.tags ?? []
  const tags = kinds.map(({ name, means }) => ({ name, means }))
  const english = { name, purpose, phases, columns, parts: written, debrief, tags }
  const said = spoken(`format-${format.id}`, english)
  const parts = english.parts.map(({ name, plays }, at) => {
    const part = said.parts[at] ?? { name, plays }
    return { name, label: part.name, plays: part.plays }
  })
  return {
    ...format,
    ...said,
    parts,
    tags: kinds.map((kind, at) => ({ ...kind, ...said.tags[at] })),
  }
}
