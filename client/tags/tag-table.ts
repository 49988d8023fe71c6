import { showDuration } from '../../shared/scenario/duration.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { GivenByPerson, TagsByMessage } from '../../shared/tags/tag.ts'
import { whoByKind } from '../../shared/tags/tag-agreement.ts'
import type { TagKind } from '../../shared/tags/tag-kind.ts'
import { speakerOf } from '../stage/speaker-of.ts'
import { listed } from '../words/listed.ts'
import { tagWords } from '../words/tags.ts'

const say = tagWords.table

/** The heads of the table's columns. */
export const tableHead: readonly string[] = [
  say.time,
  say.exerciseTime,
  say.who,
  say.message,
  say.tags,
  say.observations,
]

interface Collected {
  readonly channel: readonly Message[]
  readonly people: readonly RosterEntry[]
  readonly tags: TagsByMessage
  readonly kinds: readonly TagKind[]
}

/** What was collected, a message a row: its moment as ISO 8601 in UTC, so that any program reads it. */
export function tableOf({ channel, people, tags, kinds }: Collected): string[][] {
  const nameOf = namesOf(people)
  const nameByKind = new Map(kinds.map(({ id, name }) => [id, name]))
  const ids = [...nameByKind.keys()]
  return channel.map((message) => {
    const { id, text, wallAt, at } = message
    const given: GivenByPerson = tags.get(id) ?? new Map()
    const kindsGiven = whoByKind(given, ids).map(({ kind, by }) =>
      say.given(nameByKind.get(kind) ?? kind, listed(by.map(nameOf))),
    )
    const observed = [...given].flatMap(([who, each]) =>
      each.text === '' ? [] : say.observed(nameOf(who), each.text),
    )
    const moment = new Date(wallAt).toISOString()
    const cells = [kindsGiven, observed].map((each) => each.join(say.between))
    return [moment, showDuration(at), speakerOf(message) ?? nameOf(message.author), text, ...cells]
  })
}

/** How people are called. */
export function namesOf(people: readonly RosterEntry[]): (id: Message['author']) => string {
  const nameById = new Map<Message['author'], string>(
    people.map((each) => [each.participantId, shownName(each)]),
  )
  return (id) => nameById.get(id) ?? tagWords.message.somebody
}
