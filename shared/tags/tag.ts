import * as z from 'zod/mini'
import type { MessageId, ParticipantId } from '../ids.ts'
import { messageId, participantId } from '../ids.ts'
import { tagKindId } from './tag-kind.ts'

/** One person has so many tags on messages at most. */
export const mostTags = 2_000
/** One person has so many observations at most; each is so many letters long at most. */
export const mostObservations = 100
export const longestObservation = 500
/** What one person may put on and take off in the open, and all of a session together. */
export const mostTagChanges = 4_000
export const mostTagEvents = 20_000
/** How often a session goes blind, or open again, at most. */
export const mostTagModes = 100

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }
/** A place in the channel's list, which only grows: a tenth of the size of a message's id. */
const places = z.array(z.int().check(z.nonnegative()))

/** What happened to tags in the open, as the stage's list has it: it only grows. */
export const tagEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('set'),
    by: participantId,
    messageId,
    kind: tagKindId,
    on: z.boolean(),
    ...moment,
  }),
  /** What somebody observed at a message; an empty text takes it back. */
  z.object({
    event: z.literal('observed'),
    by: participantId,
    messageId,
    text: z.string(),
    ...moment,
  }),
  /**
   * All that one person tagged blind, in one event. The messages in `tagged` bear from now on just the
   * kinds that `byKind` gives them; `observed` are the places of `texts`.
   */
  z.object({
    event: z.literal('revealed'),
    by: participantId,
    tagged: places,
    byKind: z.record(tagKindId, places),
    observed: places,
    texts: z.array(z.string()),
    ...moment,
  }),
])
export type TagEvent = z.infer<typeof tagEvent>

/** Whether tags are before everybody at once, or each person's own until the reveal. */
export const tagModeChange = z.object({
  mode: z.enum(['open', 'blind', 'revealed']),
  by: participantId,
  ...moment,
})
export type TagModeChange = z.infer<typeof tagModeChange>

/** A person's blind tags on one message, as their inbox keeps them until the reveal. */
export const blindTags = z.object({ messageId, kinds: z.array(tagKindId) })
export type BlindTags = z.infer<typeof blindTags>
export const blindObservation = z.object({ messageId, text: z.string() })
export type BlindObservation = z.infer<typeof blindObservation>

/** How many messages somebody has tagged blind: for facilitators' eyes. */
export const tagProgress = z.object({ participantId, messages: z.int() })
export type TagProgress = z.infer<typeof tagProgress>

/** What one person gave one message. */
export interface Given {
  readonly kinds: readonly string[]
  /** What they observed, or an empty text. */
  readonly text: string
}

/** Who gave a message what, in the order they first did. */
export type GivenByPerson = ReadonlyMap<ParticipantId, Given>
export type TagsByMessage = ReadonlyMap<MessageId, GivenByPerson>

/** What somebody tagged blind and observed blind; a message that is in neither is as it is in the open. */
export interface OwnBlind {
  readonly kinds: ReadonlyMap<MessageId, readonly string[]>
  readonly texts: ReadonlyMap<MessageId, string>
}

export const nothingBlind: OwnBlind = { kinds: new Map(), texts: new Map() }
const nothing: Given = { kinds: [], text: '' }

/**
 * What stands on each message in the open.
 * @param channel the ids of the messages by their place in the channel
 */
export function tagsOf(events: readonly TagEvent[], channel: readonly MessageId[]): TagsByMessage {
  const tags: Tags = new Map()
  for (const event of events) {
    if (event.event === 'revealed') lay(tags, event, channel)
    else if (event.event === 'observed') {
      change(tags, event.messageId, event.by, () => ({ text: event.text }))
    } else change(tags, event.messageId, event.by, ({ kinds }) => toggled(kinds, event))
  }
  return tags
}

/** What is in the open together with what one person alone sees of their own. */
export function withOwnBlind(
  open: TagsByMessage,
  me: ParticipantId | null,
  { kinds, texts }: OwnBlind,
): TagsByMessage {
  if (me === null || kinds.size + texts.size === 0) return open
  const tags: Tags = new Map([...open].map(([id, given]) => [id, new Map(given)]))
  for (const [id, mine] of kinds) change(tags, id, me, () => ({ kinds: mine }))
  for (const [id, text] of texts) change(tags, id, me, () => ({ text }))
  return tags
}

/** What one person gave a message. */
export function givenBy(tags: TagsByMessage, id: MessageId, person: ParticipantId | null): Given {
  return (person && tags.get(id)?.get(person)) ?? nothing
}

/** How many tags a person has on messages, and how many observations. */
export function countOf(
  tags: TagsByMessage,
  person: ParticipantId,
): { tags: number; observations: number } {
  let [count, observations] = [0, 0]
  for (const given of tags.values()) {
    const mine = given.get(person)
    count += mine?.kinds.length ?? 0
    if (mine && mine.text !== '') observations += 1
  }
  return { tags: count, observations }
}

/** What a person tagged blind as one event of the reveal, without its moment. */
export function revealOf(
  by: ParticipantId,
  { kinds, texts }: OwnBlind,
  channel: readonly MessageId[],
): Omit<TagEvent & { event: 'revealed' }, 'wallAt' | 'at'> {
  const placeById = new Map(channel.map((id, at) => [id, at]))
  const placed = <Value>(each: ReadonlyMap<MessageId, Value>) =>
    [...each].flatMap(([id, value]) => {
      const place = placeById.get(id)
      return place === undefined ? [] : [{ place, value }]
    })
  const [tagged, observed] = [placed(kinds), placed(texts)]
  const byKind: Record<string, number[]> = {}
  for (const { place, value } of tagged) for (const kind of value) (byKind[kind] ??= []).push(place)
  return {
    event: 'revealed',
    by,
    tagged: tagged.map(({ place }) => place),
    byKind,
    observed: observed.map(({ place }) => place),
    texts: observed.map(({ value }) => value),
  }
}

/** Whether what is tagged now stays each person's own. */
export function isBlind(modes: readonly TagModeChange[]): boolean {
  return modes.at(-1)?.mode === 'blind'
}

type Tags = Map<MessageId, Map<ParticipantId, Given>>

function change(
  tags: Tags,
  id: MessageId,
  by: ParticipantId,
  to: (before: Given) => Partial<Given>,
): void {
  const given = tags.get(id) ?? new Map<ParticipantId, Given>()
  const before = given.get(by) ?? nothing
  const after = { ...before, ...to(before) }
  if (after.kinds.length > 0 || after.text !== '') given.set(by, after)
  else given.delete(by)
  if (given.size > 0) tags.set(id, given)
  else tags.delete(id)
}

function toggled(kinds: readonly string[], { kind, on }: { kind: string; on: boolean }) {
  const others = kinds.filter((each) => each !== kind)
  return { kinds: on ? [...others, kind] : others }
}

function lay(
  tags: Tags,
  { by, tagged, byKind, observed, texts }: TagEvent & { event: 'revealed' },
  channel: readonly MessageId[],
): void {
  const kindsByPlace = new Map<number, string[]>(tagged.map((place) => [place, []]))
  for (const [kind, at] of Object.entries(byKind))
    for (const place of at) kindsByPlace.get(place)?.push(kind)
  for (const [place, kinds] of kindsByPlace) {
    const id = channel[place]
    if (id) change(tags, id, by, () => ({ kinds }))
  }
  for (const [at, place] of observed.entries()) {
    const [id, text] = [channel[place], texts[at]]
    if (id && text !== undefined) change(tags, id, by, () => ({ text }))
  }
}
