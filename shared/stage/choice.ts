import * as z from 'zod/mini'
import type { InjectId, ParticipantId } from '../ids.ts'
import { injectId, participantId } from '../ids.ts'

export const fewestOptions = 2
export const mostOptions = 5
/** How long the text of an option may be, in letters. */
export const longestOption = 120
/** How often one person chooses under one inject, and how often it is settled, at most. */
export const mostChoices = 20

/** What names an option among those of its inject. Everyone can read it, so it says nothing. */
export const optionKey = z.string().check(z.minLength(1), z.maxLength(longestOption))

export const injectOption = z.object({
  key: optionKey,
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestOption)),
})
export type InjectOption = z.infer<typeof injectOption>

/** What an inject offers to choose from. Each key stands once. */
export const injectOptions = z.array(injectOption).check(
  z.minLength(fewestOptions),
  z.maxLength(mostOptions),
  z.refine((options) => new Set(options.map(({ key }) => key)).size === options.length),
)

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }

/**
 * What happened under an inject that offers options, in a list that only grows: on the stage for
 * what is for everyone; for a whisper in the inbox of whoever chose, and a copy in the script.
 */
export const choiceEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('chose'),
    injectId,
    by: participantId,
    option: optionKey,
    ...moment,
  }),
  /** `by` is the facilitator who settled it, or null where more than half had chosen the option. */
  z.object({
    event: z.literal('settled'),
    injectId,
    by: z.nullable(participantId),
    option: optionKey,
    ...moment,
  }),
])
export type ChoiceEvent = z.infer<typeof choiceEvent>
export type Settling = Extract<ChoiceEvent, { readonly event: 'settled' }>

/** Where the choice under one inject stands. */
export interface Branch {
  /** What each person chose last, in the order in which they first chose. */
  readonly choices: ReadonlyMap<ParticipantId, string>
  /** The last settling, or null while it is open. */
  readonly settled: Settling | null
}

export const openBranch: Branch = { choices: new Map(), settled: null }

/** The branches that a list of events tells of, by inject. */
export function branchesOf(events: readonly ChoiceEvent[]): Map<InjectId, Branch> {
  const branches = new Map<InjectId, Branch>()
  for (const event of events.toSorted((a, b) => a.wallAt - b.wallAt)) {
    branches.set(event.injectId, after(branches.get(event.injectId) ?? openBranch, event))
  }
  return branches
}

function after(branch: Branch, event: ChoiceEvent): Branch {
  if (event.event === 'settled') return { ...branch, settled: event }
  return { ...branch, choices: new Map([...branch.choices, [event.by, event.option]]) }
}

/** What was settled under each inject where something was. */
export function settledIn(branches: ReadonlyMap<InjectId, Branch>): Map<InjectId, Settling> {
  return new Map(
    [...branches].flatMap(([id, { settled }]) => (settled ? [[id, settled] as const] : [])),
  )
}

/** Who chose an option. */
export function choosersOf({ choices }: Branch, option: string): ParticipantId[] {
  return [...choices].flatMap(([person, chosen]) => (chosen === option ? person : []))
}

/** The option that more than half of the voters have chosen, or null. Whoever does not vote is left out. */
export function majorityOf({ choices }: Branch, voters: ReadonlySet<ParticipantId>): string | null {
  const [first] = byVotes(choices, voters)
  return first && first.votes * 2 > voters.size ? first.option : null
}

/** The options that most of the voters chose: one, several that are level, or none. */
export function mostChosen(
  { choices }: Branch,
  voters: ReadonlySet<ParticipantId>,
): readonly string[] {
  const all = byVotes(choices, voters)
  return all.filter(({ votes }) => votes === all[0]?.votes).map(({ option }) => option)
}

function byVotes(choices: Branch['choices'], voters: ReadonlySet<ParticipantId>) {
  const votesByOption = new Map<string, number>()
  for (const [person, option] of choices) {
    if (voters.has(person)) votesByOption.set(option, (votesByOption.get(option) ?? 0) + 1)
  }
  const all = Array.from(votesByOption, ([option, votes]) => ({ option, votes }))
  return all.sort((a, b) => b.votes - a.votes)
}
