import * as z from 'zod/mini'
import type { InjectOption } from '../stage/choice.ts'
import { fewestOptions, longestOption, mostOptions } from '../stage/choice.ts'

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestOption))

/** An option as it is written, where it has a key of its own. */
export const scenarioOption = z.strictObject({ key: z.optional(text), text })
export type ScenarioOption = z.infer<typeof scenarioOption>

/** A text alone is an option, too. */
const written = z.pipe(
  z.transform((given) => (typeof given === 'string' ? { text: given } : given)),
  scenarioOption,
)

/** What an inject offers to choose from. */
export const scenarioOptions = z.array(written).check(
  z.minLength(fewestOptions),
  z.maxLength(mostOptions),
  z.superRefine((options, context) => {
    const names = optionNames(options)
    const twin = names.findIndex((name, index) => names.indexOf(name) !== index)
    if (twin === -1) return
    const message = 'expected options that differ; another one above is called the same'
    context.addIssue({ code: 'custom', path: [twin], message })
  }),
)

/** By what each option is waited for: its key or, where it has none, its text. */
export function optionNames(options: readonly ScenarioOption[]): string[] {
  return options.map(({ key, text }) => key ?? text)
}

/** By what an option of a plan is written and waited for: its text, or a name where others say the same. */
export function optionName(option: InjectOption, options: readonly InjectOption[]): string {
  const isTwin = ({ key, text }: InjectOption) => key !== option.key && same(text, option.text)
  if (!options.some(isTwin)) return option.text
  let name = plainKey(options.findIndex(({ key }) => key === option.key))
  while (options.some(({ text }) => same(text, name))) name += '-'
  return name
}

const same = (one: string, other: string) => one.trim() === other.trim()

/** What everyone can read in the place of the keys, which are the author's and may tell too much. */
export function plainKey(index: number): string {
  return `o${index + 1}`
}
