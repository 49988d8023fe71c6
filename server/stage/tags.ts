import type * as Y from 'yjs'
import { Refusal } from '../../shared/errors.ts'
import { offers } from '../../shared/formats/format.ts'
import type { Format } from '../../shared/formats/format.ts'
import type { MessageId, ParticipantId } from '../../shared/ids.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  channelIds,
  hasMessage,
  inboxTagObservations,
  inboxTags,
  readOwnBlind,
  readRoster,
  readTagEvents,
  readTagKinds,
  readTagModes,
  readTags,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Given, OwnBlind, TagEvent, TagModeChange } from '../../shared/tags/tag.ts'
import {
  countOf,
  givenBy,
  isBlind,
  mostObservations,
  mostTagChanges,
  mostTagEvents,
  mostTagModes,
  mostTags,
  nothingBlind,
  revealOf,
  withOwnBlind,
} from '../../shared/tags/tag.ts'
import { isSameName, kindsOffered, mostOwnKinds } from '../../shared/tags/tag-kind.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'
import type { HandWrite, SessionHands } from './session-hands.ts'
import type { WithoutMoment } from './without-moment.ts'

export type TagCommand = Extract<Command, { type: `tag.${string}` }>

interface TagsOptions {
  readonly hands: SessionHands
  /** How the session was made to be played. */
  readonly format: () => Format
}

/**
 * What people tag messages of the channel with. Until the reveal a blind tag is in its author's inbox
 * and nowhere else, and how far everybody is stands in the script; all state is in the documents.
 */
export class Tags {
  readonly #hands: SessionHands
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  readonly #format: () => Format

  constructor({ hands, format }: TagsOptions, clock: SessionClock) {
    this.#hands = hands
    this.#clock = clock
    this.#stage = stageDoc(hands.stage.doc)
    this.#format = format
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: TagCommand): Promise<void> {
    refuseWhenClosed(this.#stage)
    switch (command.type) {
      case 'tag.set':
        return this.#set(by, command)
      case 'tag.observe':
        return this.#observe(by, command)
      case 'tag.addKind':
        return this.#addKind(by, command.name)
      case 'tag.blind':
        return this.#choose(by, command.on)
      case 'tag.reveal':
        return this.#reveal(by)
    }
  }

  async #set(by: ParticipantId, { messageId, kind, on }: TagCommand & { type: 'tag.set' }) {
    this.#refuseUnsaid(messageId)
    this.#refuseUnknown(kind)
    const isChange = ({ kinds }: Given) => kinds.includes(kind) !== on
    const event = { event: 'set', by, messageId, kind, on } as const
    await this.#change(by, messageId, isChange, event, (before, inbox) => {
      const others = before.kinds.filter((each) => each !== kind)
      inboxTags(inbox).set(messageId, { messageId, kinds: on ? [...others, kind] : others })
    })
  }

  async #observe(by: ParticipantId, { messageId, text }: TagCommand & { type: 'tag.observe' }) {
    this.#refuseUnsaid(messageId)
    const isChange = (before: Given) => before.text !== text
    const event = { event: 'observed', by, messageId, text } as const
    await this.#change(by, messageId, isChange, event, (_before, inbox) => {
      inboxTagObservations(inbox).set(messageId, { messageId, text })
    })
  }

  /** Writes what somebody gives a message where it belongs now: into their inbox, or onto the stage. */
  async #change(
    by: ParticipantId,
    messageId: MessageId,
    isChange: (before: Given) => boolean,
    event: WithoutMoment<Exclude<TagEvent, { event: 'revealed' }>>,
    blindly: (before: Given, inbox: Y.Doc) => void,
  ): Promise<void> {
    const inbox = this.#isBlind ? await this.#hands.inbox(by) : null
    // While the inbox was opened, all may have been revealed, or the session closed.
    refuseWhenClosed(this.#stage)
    const before = givenBy(this.#tagsOf(by), messageId, by)
    if (!isChange(before)) return
    this.#refuseTooMany(by, event)
    if (!inbox || !this.#isBlind) return this.#add(by, event)
    await this.#hands.writeTogether(by, [
      [inbox, (doc) => blindly(before, doc)],
      [this.#hands.script, (doc) => this.#note(doc, by, messageId)],
    ])
  }

  async #addKind(by: ParticipantId, name: string): Promise<void> {
    this.#refuseWithoutTagging()
    const own = readTagKinds(this.#stage)
    if (kindsOffered(this.#format().tags, own).some((kind) => isSameName(kind.name, name))) {
      throw new Refusal(
        'conflict',
        'There is a kind of this name already. Use it, or name it otherwise.',
      )
    }
    if (own.length >= mostOwnKinds) {
      throw new Refusal(
        'too-many',
        `A session adds ${mostOwnKinds} kinds at most. Use one of them.`,
      )
    }
    const { wallAt } = this.#clock.now()
    const kind = { id: `own-${own.length + 1}`, name, by, wallAt }
    await this.#hands.stage.write(by, () => this.#stage.tagKinds.push([kind]))
  }

  async #choose(by: ParticipantId, blind: boolean): Promise<void> {
    if (blind === this.#isBlind) return
    if (blind) this.#refuseWithoutTagging()
    else this.#refuseToDrop()
    this.#refuseTooManyModes()
    await this.#hands.stage.write(by, () => this.#pushMode(by, blind ? 'blind' : 'open'))
  }

  /** Copies everything from the inboxes to the stage in one commit, and empties them. */
  async #reveal(by: ParticipantId): Promise<void> {
    if (!this.#isBlind) {
      throw new Refusal('conflict', 'Tags are in the open already: there is nothing to reveal.')
    }
    const tagged = this.#taggedBlind()
    const channel = channelIds(this.#stage)
    const now = this.#clock.now()
    const events = tagged.map(({ person, own }) => ({ ...revealOf(person, own, channel), ...now }))
    await this.#hands.writeTogether(by, [
      [
        this.#hands.stage,
        () => {
          this.#stage.tags.push(events)
          this.#pushMode(by, 'revealed')
        },
      ],
      [this.#hands.script, (doc) => scriptDoc(doc).tagProgress.clear()],
      ...tagged.map(({ person }) => this.#emptied(person)),
    ])
  }

  #emptied(person: ParticipantId): HandWrite {
    const inbox = this.#hands.openInbox(person)
    if (!inbox) throw new Error('An inbox that was read is open.')
    return [
      inbox,
      (doc) => {
        inboxTags(doc).clear()
        inboxTagObservations(doc).clear()
      },
    ]
  }

  /** Everybody who tagged blind, those who were taken off the session included. */
  #taggedBlind(): { person: ParticipantId; own: OwnBlind }[] {
    return readRoster(this.#stage)
      .map(({ participantId: person }) => ({ person, own: this.#blindOf(person) }))
      .filter(({ own }) => own.kinds.size + own.texts.size > 0)
  }

  #blindOf(person: ParticipantId): OwnBlind {
    const inbox = this.#hands.openInbox(person)
    return inbox ? readOwnBlind(inbox.doc) : nothingBlind
  }

  /** What is in the open, with what this person tagged blind. */
  #tagsOf(person: ParticipantId) {
    return withOwnBlind(readTags(this.#stage), person, this.#blindOf(person))
  }

  /** Tells facilitators how many messages somebody has tagged, this one included. */
  #note(script: Y.Doc, by: ParticipantId, messageId: MessageId): void {
    const { kinds, texts } = this.#blindOf(by)
    const messages = new Set([...kinds.keys(), ...texts.keys(), messageId]).size
    scriptDoc(script).tagProgress.set(by, { participantId: by, messages })
  }

  get #isBlind(): boolean {
    return isBlind(readTagModes(this.#stage))
  }

  #refuseWithoutTagging(): void {
    if (offers(this.#format(), 'tagging')) return
    throw new Refusal(
      'conflict',
      'This format is played without tags. Choose another in the lobby.',
    )
  }

  #refuseUnsaid(id: MessageId): void {
    if (hasMessage(this.#stage, id)) return
    throw new Refusal('not-found', 'This message is not in the channel.')
  }

  #refuseUnknown(kind: string): void {
    const kinds = kindsOffered(this.#format().tags, readTagKinds(this.#stage))
    if (kinds.some(({ id }) => id === kind)) return
    throw new Refusal('not-found', 'There is no such kind of tag here. Add it to the kinds first.')
  }

  #refuseTooMany(by: ParticipantId, event: { event: string; on?: boolean; text?: string }): void {
    const { tags, observations } = countOf(this.#tagsOf(by), by)
    if (event.on === true && tags >= mostTags) {
      throw new Refusal(
        'too-many',
        `One person gives ${mostTags} tags at most. Take some off first.`,
      )
    }
    if (event.text && observations >= mostObservations) {
      const most = `One person has ${mostObservations} observations at most.`
      throw new Refusal('too-many', `${most} Take one back first.`)
    }
    if (!this.#isBlind) this.#refuseManyChanges(by)
  }

  #refuseManyChanges(by: ParticipantId): void {
    const events = readTagEvents(this.#stage)
    const own = events.filter((each) => each.by === by).length
    if (events.length < mostTagEvents && own < mostTagChanges) return
    throw new Refusal('too-many', 'Very much was tagged here already. What stands, stays.')
  }

  #refuseToDrop(): void {
    if (this.#taggedBlind().length === 0) return
    const message = 'Somebody has tagged already. Reveal the tags: then they are in the open.'
    throw new Refusal('conflict', message)
  }

  #refuseTooManyModes(): void {
    if (this.#stage.tagModes.length < mostTagModes) return
    throw new Refusal('too-many', 'This was changed very often here. Keep it as it is now.')
  }

  async #add(by: ParticipantId, event: WithoutMoment<TagEvent>): Promise<void> {
    const now = this.#clock.now()
    await this.#hands.stage.write(by, () => this.#stage.tags.push([{ ...event, ...now }]))
  }

  #pushMode(by: ParticipantId, mode: TagModeChange['mode']): void {
    this.#stage.tagModes.push([{ mode, by, ...this.#clock.now() }])
  }
}
