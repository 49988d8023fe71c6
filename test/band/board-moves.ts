import { readLinks } from '../../shared/board/board-doc.ts'
import type { CardKind, CardSource, Hypothesis } from '../../shared/board/card.ts'
import { must } from '../../shared/invariants.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { Bandmate } from './bandmate.ts'
import type { Move } from './moves.ts'
import type { Idea } from './repertoire.ts'
import { details } from './repertoire.ts'
import {
  actionsOf,
  cardsOf,
  hypothesesOf,
  isUnderWay,
  landedFor,
  myWork,
  others,
  ripe,
  signalsOf,
} from './view.ts'

/** Columns stay readable: past this many cards somebody finishes before starting more. */
const mostOpen = { hypothesis: 6, action: 7, signal: 40 }

const propose: Move = (mate) => {
  const open = hypothesesOf(mate).filter(({ status }) => status !== 'refuted')
  if (open.length >= mostOpen.hypothesis) return null
  return bringUp(mate, 'hypothesis', mate.ideas.hypotheses)
}

const plan: Move = (mate) => {
  if (actionsOf(mate).filter(isUnderWay).length >= mostOpen.action) return null
  return bringUp(mate, 'action', mate.ideas.actions)
}

/** A signal is what just landed, or what somebody found by looking. */
const observe: Move = (mate) => {
  const known = new Set(cardsOf(mate).map(({ source }) => sourceKey(source)))
  const news = landedFor(mate).find(({ id }) => !known.has(id))
  if (!news) return bringUp(mate, 'signal', mate.ideas.signals)
  const source: CardSource = { from: 'inject', injectId: news.id }
  return () => mate.page.edit.add('signal', news.content.title, { source })
}

function sourceKey(source: CardSource | null | undefined): string | null {
  return source?.from === 'inject' ? source.injectId : null
}

function bringUp(mate: Bandmate, kind: CardKind, ideas: Idea[]): ReturnType<Move> {
  const idea = ripe(mate, ideas)
  if (!idea) return null
  return async (stop) => {
    ideas.splice(ideas.indexOf(idea), 1)
    const id = mate.page.edit.add(kind, '')
    const { title } = must(
      cardsOf(mate).find((card) => card.id === id),
      'the card just added',
    )
    await mate.type(title, idea.text, id, stop)
  }
}

/** Puts a hypothesis to the test, by an action where there is a free one. */
const test: Move = (mate) => {
  const proposed = hypothesesOf(mate).filter(({ status }) => status === 'proposed')
  if (proposed.length === 0) return null
  const { page, seat } = mate
  return () => {
    const hypothesis = seat.chance.pick(proposed)
    page.edit.setHypothesisStatus(hypothesis.id, 'testing')
    page.edit.setConfidence(hypothesis.id, seat.chance.pick(['low', 'medium']))
    const underWay = actionsOf(mate).filter(isUnderWay)
    const action = underWay.length > 0 ? seat.chance.pick(underWay) : null
    if (action) page.edit.link(action.id, hypothesis.id, 'tests')
  }
}

/** Says what the evidence says, once there is some. */
const judge: Move = (mate) => {
  const judged = hypothesesOf(mate)
    .filter(({ status }) => status === 'testing')
    .map((hypothesis) => ({ hypothesis, weight: evidenceFor(mate, hypothesis) }))
    .filter(({ weight }) => Math.abs(weight) >= 2)
  if (judged.length === 0) return null
  const { page, seat } = mate
  return () => {
    const { hypothesis, weight } = seat.chance.pick(judged)
    const status = weight > 0 ? 'supported' : 'refuted'
    page.edit.setHypothesisStatus(hypothesis.id, status)
    page.edit.setConfidence(hypothesis.id, weight > 0 ? 'high' : 'low')
  }
}

function evidenceFor({ page }: Bandmate, { id }: Hypothesis): number {
  const links = readLinks(page.board).filter(({ to }) => to === id)
  const count = (relation: string) => links.filter((link) => link.relation === relation).length
  return count('supports') - count('contradicts')
}

const link: Move = (mate) => {
  const [signals, theories] = [signalsOf(mate), hypothesesOf(mate)]
  if (signals.length === 0 || theories.length === 0) return null
  const { page, seat } = mate
  return () => {
    const relation = seat.chance.happens(0.7) ? 'supports' : 'contradicts'
    const [signal, theory] = [seat.chance.pick(signals.slice(-4)), seat.chance.pick(theories)]
    page.edit.link(signal.id, theory.id, relation)
  }
}

const claim: Move = (mate) => {
  const free = actionsOf(mate).filter((each) => !each.assignee && isUnderWay(each))
  if (free.length === 0 || myWork(mate).length >= 2) return null
  const { page, seat } = mate
  return () => {
    const action = seat.chance.pick(free)
    page.edit.claim(action.id, action.title.toJSON())
    page.edit.setActionStatus(action.id, 'doing')
  }
}

const finish: Move = (mate) => {
  const mine = myWork(mate)
  if (mine.length === 0) return null
  const { page, seat } = mate
  return async (stop) => {
    const action = seat.chance.pick(mine)
    await mate.type(action.text, `${seat.chance.pick(details)} `, action.id, stop)
    page.edit.setActionStatus(action.id, seat.chance.happens(0.85) ? 'done' : 'dropped')
    page.edit.setDoing('', null)
  }
}

/** Holds work out to somebody by name, who is to say it back. */
const handOver: Move = (mate) => {
  const [mine, people] = [myWork(mate), others(mate)]
  if (mine.length === 0 || people.length === 0) return null
  const { page, seat } = mate
  return async () => {
    const [action, other] = [seat.chance.pick(mine), seat.chance.pick(people)]
    page.edit.offer(action.id, other.participantId)
    const text = `${shownName(other)}, you have “${action.title.toJSON()}”. Say it back when you do.`
    await mate.send({ type: 'channel.say', text })
  }
}

/** Says that they have what was held out to them. */
const sayBack: Move = (mate) => {
  const { me, page, seat } = mate
  const held = actionsOf(mate).filter(({ offer }) => offer?.to === me.participantId)
  if (held.length === 0) return null
  return () => {
    const action = seat.chance.pick(held)
    page.edit.claim(action.id, action.title.toJSON())
  }
}

const addDetail: Move = (mate) => {
  const short = cardsOf(mate).filter(({ text }) => text.length < 120)
  if (short.length === 0) return null
  return async (stop) => {
    const card = mate.seat.chance.pick(short)
    await mate.type(card.text, `${mate.seat.chance.pick(details)} `, card.id, stop)
  }
}

/** Brings a card to the top of its column. */
const reorder: Move = (mate) => {
  const column = hypothesesOf(mate)
  if (column.length < 2) return null
  const { page, seat } = mate
  return () => {
    const card = seat.chance.pick(column.slice(1))
    page.edit.move(card.id, { before: null, after: column[0]?.order ?? null })
  }
}

const undo: Move =
  ({ page, seat }) =>
  async (stop) => {
    if (page.edit.undo() !== 'done') return
    await seat.tempo.beat(stop)
    if (seat.chance.happens(0.7)) page.edit.redo()
  }

export const boardMoves = {
  propose,
  test,
  judge,
  observe,
  link,
  plan,
  claim,
  finish,
  'hand over': handOver,
  'say back': sayBack,
  'add detail': addDetail,
  reorder,
  undo,
} satisfies Record<string, Move>
