import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { GivenByPerson, TagsByMessage } from '../../shared/tags/tag.ts'
import { diverges } from '../../shared/tags/tag-agreement.ts'
import type { SeenInject, StageView } from '../state/stage-view.ts'

/** What stands in the merged line of time. */
export type TimelineEntry =
  | {
      readonly is: 'message'
      readonly message: Message
      readonly given: GivenByPerson
      readonly diverges: boolean
    }
  | { readonly is: 'inject'; readonly inject: SeenInject }

/** Which messages are shown: all, those somebody tagged, those read in different ways, or of one kind. */
export type TimelineFilter = 'all' | 'tagged' | 'diverging' | `kind:${string}`

const untagged: GivenByPerson = new Map()

/** Messages with their tags, and with all of them the surprises between, oldest first. */
export function mergedTimeline(
  { channel, injects }: Pick<StageView, 'channel' | 'injects'>,
  tags: TagsByMessage,
  filter: TimelineFilter,
): TimelineEntry[] {
  const messages = channel.map(({ id }, at) => entryOf(channel[at] as Message, tags.get(id)))
  const shown: TimelineEntry[] = messages.filter((entry) => isShown(entry, filter))
  for (const inject of injects) shown.push({ is: 'inject', inject })
  return shown.sort((a, b) => wallAt(a) - wallAt(b))
}

function isShown(
  { given, diverges: differs }: TimelineEntry & { is: 'message' },
  filter: TimelineFilter,
): boolean {
  if (filter === 'all') return true
  if (filter === 'tagged') return given.size > 0
  if (filter === 'diverging') return differs
  const kind = filter.slice('kind:'.length)
  return [...given.values()].some(({ kinds }) => kinds.includes(kind))
}

function entryOf(message: Message, given: GivenByPerson = untagged) {
  return { is: 'message', message, given, diverges: diverges(given) } as const
}

function wallAt(entry: TimelineEntry): number {
  return entry.is === 'message' ? entry.message.wallAt : entry.inject.wallAt
}

/** The ids of the messages among entries. */
export function messagesIn(entries: readonly TimelineEntry[]): MessageId[] {
  return entries.flatMap((entry) => (entry.is === 'message' ? entry.message.id : []))
}
