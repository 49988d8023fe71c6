import { readCards } from '../../shared/board/board-doc.ts'
import type { ActionCard, Card, Hypothesis, Signal } from '../../shared/board/card.ts'
import type { LandedInject } from '../../shared/stage/inject.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { currentPhase, readInbox, readInjects, readRoster } from '../../shared/stage/stage-doc.ts'
import type { Bandmate } from './bandmate.ts'
import type { Idea } from './repertoire.ts'

/** What a bandmate sees on their own page. */

export const cardsOf = ({ page }: Bandmate): Card[] => readCards(page.board)

export function hypothesesOf(mate: Bandmate): Hypothesis[] {
  return cardsOf(mate).filter((card) => card.kind === 'hypothesis')
}

export function actionsOf(mate: Bandmate): ActionCard[] {
  return cardsOf(mate).filter((card) => card.kind === 'action')
}

export function signalsOf(mate: Bandmate): Signal[] {
  return cardsOf(mate).filter((card) => card.kind === 'signal')
}

/** The actions this person is on. */
export function myWork(mate: Bandmate): ActionCard[] {
  const { participantId } = mate.me
  return actionsOf(mate).filter((each) => each.assignee === participantId && isUnderWay(each))
}

export function isUnderWay({ status }: ActionCard): boolean {
  return status === 'open' || status === 'doing'
}

/** Everything that has landed for this person, whispers among it, oldest first. */
export function landedFor({ page }: Bandmate): LandedInject[] {
  return [...readInjects(page.stage), ...readInbox(page.inbox)].sort((a, b) => a.wallAt - b.wallAt)
}

/** The other people who play, to hand work to. */
export function others({ page, me }: Bandmate): RosterEntry[] {
  return readRoster(page.stage).filter(
    (each) =>
      each.role === 'participant' &&
      each.removedAt === null &&
      each.participantId !== me.participantId,
  )
}

export function isLookingBack({ page }: Bandmate): boolean {
  const phase = currentPhase(page.stage)
  return phase === 'debrief' || phase === 'closed'
}

/** The first idea whose time has come, without taking it. */
export function ripe(mate: Bandmate, ideas: readonly Idea[]): Idea | null {
  const landed = readInjects(mate.page.stage).length
  return ideas.find(({ after }) => after <= landed) ?? null
}
