import type { InjectContent } from '../../shared/stage/inject.ts'

/** Who or what a surprise comes from, as its card shows it. */
export interface Persona {
  readonly name: string
  /** What comes behind a comma: "customer support". */
  readonly does: string | null
  /** A person has a face, a system a shape of its own. */
  readonly is: 'person' | 'system'
}

const spokenBy: Readonly<Record<InjectContent['kind'], Persona['is']>> = {
  message: 'person',
  call: 'person',
  alert: 'system',
  log: 'system',
  chart: 'system',
  image: 'system',
}

/** Reads "Teo, customer support" as a name and what they do; null where nobody is named. */
export function personaOf({ from, kind }: InjectContent): Persona | null {
  if (!from) return null
  const comma = from.indexOf(',')
  const [name, does] = comma > 0 ? [from.slice(0, comma), from.slice(comma + 1)] : [from, '']
  return { name: name.trim(), does: does.trim() || null, is: spokenBy[kind] }
}
