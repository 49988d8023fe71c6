import { Refusal } from '../../shared/errors.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { Branch, ChoiceEvent, InjectOption } from '../../shared/stage/choice.ts'
import {
  branchesOf,
  majorityOf,
  mostChoices,
  mostChosen,
  openBranch,
} from '../../shared/stage/choice.ts'
import type { LandedInject } from '../../shared/stage/inject.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  hasInject,
  inboxChoices,
  inboxInjects,
  readChoices,
  readInboxChoices,
  readInject,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Hand } from '../rooms/hand.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'
import type { HandWrite, SessionHands } from './session-hands.ts'

interface ChoicesOptions {
  readonly hands: SessionHands
  /** Called when something was settled: an inject may have waited for it. */
  readonly onSettled: () => void
}

/** An inject that offers options and has landed: on the stage, or in these inboxes. */
interface Offer {
  readonly inject: LandedInject
  readonly options: readonly InjectOption[]
  /** Null where it is for everyone. */
  readonly inboxes: ReadonlyMap<ParticipantId, Hand> | null
  readonly events: readonly ChoiceEvent[]
  readonly branch: Branch
}

/**
 * What is chosen under the injects of one session. Under a whisper a choice stands in the inbox of
 * whoever made it; the facilitators' copy of it decides nothing.
 */
export class Choices {
  readonly #hands: SessionHands
  readonly #stage: StageDoc
  readonly #clock: SessionClock
  readonly #onSettled: () => void

  constructor({ hands, onSettled }: ChoicesOptions, clock: SessionClock) {
    this.#hands = hands
    this.#stage = stageDoc(hands.stage.doc)
    this.#clock = clock
    this.#onSettled = onSettled
  }

  /** One's own choice, in the place of an earlier one. The choice that makes a majority settles it. */
  async choose(by: ParticipantId, injectId: InjectId, option: string): Promise<InjectId> {
    refuseWhenClosed(this.#stage)
    const offer = this.#offerTo(by, injectId)
    refuseUnknown(offer, option)
    if (offer.branch.choices.get(by) === option) return injectId
    this.#refuseChoice(by, offer)
    const moment = this.#clock.now()
    const chose: ChoiceEvent = { event: 'chose', injectId, by, option, ...moment }
    const majority = majorityOf(branchOf([...offer.events, chose]), this.#voters(offer, by))
    const settled: ChoiceEvent[] =
      majority === null
        ? []
        : [{ event: 'settled', injectId, by: null, option: majority, ...moment }]
    await this.#write(by, offer, [chose, ...settled])
    return injectId
  }

  /** A facilitator chooses for everybody or, where no option is given, takes what most chose. */
  async settle(by: ParticipantId, injectId: InjectId, option?: string): Promise<InjectId> {
    refuseWhenClosed(this.#stage)
    const offer = this.#offer(injectId)
    const chosen = option ?? this.#leading(offer)
    refuseUnknown(offer, chosen)
    if (offer.branch.settled?.option === chosen) return injectId
    refuseManySettlings(offer)
    const event: ChoiceEvent = {
      event: 'settled',
      injectId,
      by,
      option: chosen,
      ...this.#clock.now(),
    }
    await this.#write(by, offer, [event])
    return injectId
  }

  #offerTo(person: ParticipantId, id: InjectId): Offer {
    const offer = this.#offer(id)
    if (!offer.inboxes || offer.inboxes.has(person)) return offer
    throw noSuchOffer()
  }

  #offer(id: InjectId): Offer {
    const onStage = readInject(this.#stage.injects, id)
    if (onStage) return offerOf(onStage, null, readChoices(this.#stage))
    const inboxes = this.#inboxesWith(id)
    const [first] = inboxes.values()
    const inject = first && readInject(inboxInjects(first.doc), id)
    if (!inject) throw noSuchOffer()
    const events = [...inboxes.values()].flatMap(({ doc }) => readInboxChoices(doc))
    return offerOf(inject, inboxes, events)
  }

  #inboxesWith(id: InjectId): Map<ParticipantId, Hand> {
    const found = new Map<ParticipantId, Hand>()
    for (const { participantId } of readRoster(this.#stage)) {
      const inbox = this.#hands.openInbox(participantId)
      if (inbox && hasInject(inboxInjects(inbox.doc), id)) found.set(participantId, inbox)
    }
    return found
  }

  #refuseChoice(by: ParticipantId, { branch, events }: Offer): void {
    const role = readRoster(this.#stage).find((each) => each.participantId === by)?.role
    if (role !== 'participant') {
      throw new Refusal('forbidden', 'The participants choose. A facilitator can settle it.')
    }
    if (branch.settled) {
      throw new Refusal('conflict', 'This is settled. Ask a facilitator to choose otherwise.')
    }
    const mine = events.filter((each) => each.event === 'chose' && each.by === by)
    if (mine.length < mostChoices) return
    throw new Refusal(
      'too-many',
      `You have chosen ${mostChoices} times here. Ask a facilitator to settle it.`,
    )
  }

  /** Whose choice counts: who played when it landed, and who has chosen since; whoever left does not. */
  #voters({ inject, inboxes, branch }: Offer, also?: ParticipantId): Set<ParticipantId> {
    const isIn = ({ participantId: id, joinedAt }: RosterEntry) => {
      if (inboxes) return inboxes.has(id)
      return joinedAt <= inject.wallAt || branch.choices.has(id) || id === also
    }
    const players = readRoster(this.#stage).filter(
      ({ role, removedAt }) => role === 'participant' && removedAt === null,
    )
    return new Set(players.filter(isIn).map(({ participantId }) => participantId))
  }

  #leading(offer: Offer): string {
    if (offer.branch.settled) {
      throw new Refusal('conflict', 'This is settled. Choose an option to settle it otherwise.')
    }
    const [first, ...level] = mostChosen(offer.branch, this.#voters(offer))
    if (first === undefined) {
      throw new Refusal('conflict', 'Nobody has chosen yet. Choose for them, or wait.')
    }
    if (level.length === 0) return first
    throw new Refusal('conflict', 'As many chose one as the other. Choose for them, or wait.')
  }

  /** Writes what happened where it is read, all of it in one commit. */
  async #write(by: ParticipantId, offer: Offer, events: readonly ChoiceEvent[]): Promise<void> {
    const saved = this.#hands.writeTogether(by, this.#places(offer, events))
    if (events.some(({ event }) => event === 'settled')) this.#onSettled()
    await saved
  }

  #places({ inboxes }: Offer, events: readonly ChoiceEvent[]): HandWrite[] {
    const { stage, script } = this.#hands
    if (!inboxes) return [[stage, () => this.#stage.choices.push([...events])]]
    const places = Array.from(inboxes, ([owner, inbox]): HandWrite[] => {
      const own = events.filter((each) => each.event === 'settled' || each.by === owner)
      return own.length === 0 ? [] : [[inbox, (doc) => inboxChoices(doc).push(own)]]
    })
    return [...places.flat(), [script, (doc) => scriptDoc(doc).choices.push([...events])]]
  }
}

function offerOf(
  inject: LandedInject,
  inboxes: Offer['inboxes'],
  all: readonly ChoiceEvent[],
): Offer {
  const { options } = inject.content
  if (!options) {
    throw new Refusal('conflict', 'There is nothing to choose from here. Say it in the channel.')
  }
  const events = all.filter(({ injectId }) => injectId === inject.id)
  return { inject, options, inboxes, events, branch: branchOf(events) }
}

/** The branch of events that are all of one inject. */
function branchOf(events: readonly ChoiceEvent[]): Branch {
  const [branch = openBranch] = branchesOf(events).values()
  return branch
}

function noSuchOffer(): Refusal {
  return new Refusal('not-found', 'Nothing with this id has landed for you.')
}

function refuseUnknown({ options }: Offer, option: string): void {
  if (options.some(({ key }) => key === option)) return
  throw new Refusal('bad-request', 'This is none of the options. Choose one that is offered.')
}

function refuseManySettlings({ events }: Offer): void {
  // A settling of a whisper stands in each inbox: one moment is one settling.
  const moments = events.filter(({ event }) => event === 'settled').map(({ wallAt }) => wallAt)
  if (new Set(moments).size < mostChoices) return
  throw new Refusal(
    'too-many',
    `This was settled ${mostChoices} times. Improvise a surprise in the place of another turn.`,
  )
}
