import { createContext } from 'svelte'
import { on } from 'svelte/events'
import { offers } from '../../shared/formats/format.ts'
import type { MessageId } from '../../shared/ids.ts'
import { can } from '../../shared/roles.ts'
import type { Given, GivenByPerson, TagsByMessage } from '../../shared/tags/tag.ts'
import { givenBy, isBlind, withOwnBlind } from '../../shared/tags/tag.ts'
import type { TagKind } from '../../shared/tags/tag-kind.ts'
import { kindsOffered } from '../../shared/tags/tag-kind.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { StageView } from '../state/stage-view.ts'
import { toasts } from '../ui/toasts.svelte.ts'
import { tagWords } from '../words/tags.ts'

/** What the channel's parts know of tags: which message is in hand, and what stands on each. */
export class Tagging {
  readonly #stage: StageView
  /** The message that a key would tag. */
  selected = $state.raw<MessageId | null>(null)
  /** What the strip asks for in the place of its kinds. */
  asks = $state.raw<'observation' | 'kind' | null>(null)
  readonly isOffered: boolean = $derived.by(() => offers(this.#stage.format, 'tagging'))
  readonly isBlind: boolean = $derived.by(() => isBlind(this.#stage.tagModes))
  readonly kinds: readonly TagKind[] = $derived.by(() =>
    kindsOffered(this.#stage.format.tags, this.#stage.tagKinds),
  )
  /** What stands in the open, and what I tagged blind. */
  readonly tags: TagsByMessage = $derived.by(() =>
    withOwnBlind(this.#stage.tags, this.#stage.me, this.#stage.myTags),
  )
  /** Whether whoever looks may tag. */
  readonly canTag: boolean = $derived.by(() => {
    const me = this.#stage.people.find(({ participantId }) => participantId === this.#stage.me)
    const speaks = this.#stage.send !== null && me !== undefined && can(me.role, 'speak')
    return this.isOffered && speaks && this.#stage.phase !== 'closed'
  })

  constructor(stage: StageView) {
    this.#stage = stage
  }

  onMessage(id: MessageId): GivenByPerson | null {
    return this.tags.get(id) ?? null
  }

  mine(id: MessageId): Given {
    return givenBy(this.tags, id, this.#stage.me)
  }

  /** Puts a kind on a message, or takes one's own off. */
  async toggle(messageId: MessageId, kind: TagKind): Promise<void> {
    const on = !this.mine(messageId).kinds.includes(kind.id)
    const done = await this.#send({ type: 'tag.set', messageId, kind: kind.id, on })
    if (done) toasts.say(on ? tagWords.said.on(kind.name) : tagWords.said.off(kind.name))
  }

  observe(messageId: MessageId, text: string): Promise<boolean> {
    return this.#send({ type: 'tag.observe', messageId, text })
  }

  addKind(name: string): Promise<boolean> {
    return this.#send({ type: 'tag.addKind', name })
  }

  /** Takes note of the message that has the focus, in a channel and the strip below it. */
  readonly follow = (channel: HTMLElement): (() => void) => {
    const focusin = ({ target }: FocusEvent) => {
      const element = target instanceof Element ? target : null
      if (element?.closest('.tag-strip')) return
      this.#select(element?.closest<HTMLElement>('[data-message]')?.dataset['message'] ?? null)
    }
    const focusout = ({ relatedTarget }: FocusEvent) => {
      const isWithin = relatedTarget instanceof Node && channel.contains(relatedTarget)
      if (!isWithin && this.asks === null) this.#select(null)
    }
    // What is taken off the page while it is drawn lets go of the focus: by Svelte's own listeners,
    // since nothing else may change what is shown just then.
    const offs = [on(channel, 'focusin', focusin), on(channel, 'focusout', focusout)]
    return () => {
      for (const off of offs) off()
    }
  }

  #select(id: string | null): void {
    if (id !== this.selected) this.asks = null
    this.selected = id as MessageId | null
  }

  async #send(command: Command): Promise<boolean> {
    const reply = await this.#stage.send?.(command)
    if (reply && !reply.ok) toasts.show(reply.error.message, { tone: 'bad' })
    return reply?.ok ?? false
  }
}

const [read, provide, has] = createContext<Tagging>()

/** Gives the tags to the channel's parts below. Call while a component is being set up. */
export const provideTagging = provide

export function useTagging(): Tagging {
  if (!has()) throw new Error('This component needs provideTagging() in a parent component.')
  return read()
}
