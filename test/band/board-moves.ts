import type { CardKind, CardSource, Hypothesis } from '../../shared/board/card.ts'
import { readLinks } from '../../shared/board/board-doc.ts'
import {
  addCard,
  assign,
  moveCard,
  setActionStatus,
  setConfidence,
  setDoing,
  setHypothesisStatus,
  setLink,
} from '../../shared/board/board-edits.ts'
import type { CardId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { Bandmate } from './bandmate.ts'
import type { Move } from './moves.ts'
import { newId } from './open-page.ts'
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
  return () => {
    add(mate, 'signal', news.content.title, source)
  }
}

function sourceKey(source: CardSource | null | undefined): string | null {
  return source?.from === 'inject' ? source.injectId : null
}

function bringUp(mate: Bandmate, kind: CardKind, ideas: Idea[]): ReturnType<Move> {
  const idea = ripe(mate, ideas)
  if (!idea) return null
  return async (stop) => {
    ideas.splice(ideas.indexOf(idea), 1)
    const id = add(mate, kind, '')
    const { title } = must(
      cardsOf(mate).find((card) => card.id === id),
      'the card just added',
    )
    await mate.type(title, idea.text, id, stop)
  }
}

export function add(
  { page, me, seat }: Bandmate,
  kind: CardKind,
  title: string,
  source?: CardSource,
): CardId {
  const id = newId('card')
  const card = { id, kind, title, by: me.participantId, at: seat.now() }
  addCard(page.board, source ? { ...card, source } : card, page)
  return id
}

/** Puts a hypothesis to the test, by an action where there is a free one. */
const test: Move = (mate) => {
  const proposed = hypothesesOf(mate).filter(({ status }) => status === 'proposed')
  if (proposed.length === 0) return null
  const { page, seat } = mate
  return () => {
    const hypothesis = seat.chance.pick(proposed)
    setHypothesisStatus(page.board, hypothesis.id, 'testing', page)
    setConfidence(page.board, hypothesis.id, seat.chance.pick(['low', 'medium']), page)
    const action = actionsOf(mate).find(isUnderWay)
    if (action) setLink(page.board, action.id, hypothesis.id, 'tests', page)
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
    setHypothesisStatus(page.board, hypothesis.id, status, page)
    setConfidence(page.board, hypothesis.id, weight > 0 ? 'high' : 'low', page)
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
    setLink(page.board, signal.id, theory.id, relation, page)
  }
}

const claim: Move = (mate) => {
  const free = actionsOf(mate).filter((each) => !each.assignee && isUnderWay(each))
  if (free.length === 0 || myWork(mate).length >= 2) return null
  const { page, me, seat } = mate
  return () => {
    const action = seat.chance.pick(free)
    assign(page.board, action.id, me.participantId, page)
    setActionStatus(page.board, action.id, 'doing', page)
    sayDoing(mate, action.title.toJSON(), action.id)
  }
}

const finish: Move = (mate) => {
  const mine = myWork(mate)
  if (mine.length === 0) return null
  const { page, seat } = mate
  return async (stop) => {
    const action = seat.chance.pick(mine)
    await mate.type(action.text, `${seat.chance.pick(details)} `, action.id, stop)
    setActionStatus(page.board, action.id, seat.chance.happens(0.85) ? 'done' : 'dropped', page)
    sayDoing(mate, '', null)
  }
}

/** Hands work over by name, and says so where the other can read it back. */
const handOver: Move = (mate) => {
  const [mine, people] = [myWork(mate), others(mate)]
  if (mine.length === 0 || people.length === 0) return null
  const { page, seat } = mate
  return async () => {
    const [action, other] = [seat.chance.pick(mine), seat.chance.pick(people)]
    assign(page.board, action.id, other.participantId, page)
    sayDoing(mate, '', null)
    const text = `${shownName(other)}, you have “${action.title.toJSON()}”. Say it back when you do.`
    await mate.send({ type: 'channel.say', text })
  }
}

export function sayDoing(mate: Bandmate, text: string, cardId: CardId | null): void {
  const { page, me, seat } = mate
  setDoing(page.board, me.participantId, { text, cardId, at: seat.now() }, page)
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
    moveCard(page.board, card.id, { before: null, after: column[0]?.order ?? null }, page)
  }
}

const undo: Move = ({ page, seat }) => {
  if (!page.undo.canUndo()) return null
  return async (stop) => {
    page.undo.undo()
    await seat.tempo.beat(stop)
    if (page.undo.canRedo() && seat.chance.happens(0.7)) page.undo.redo()
  }
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
  'add detail': addDetail,
  reorder,
  undo,
} satisfies Record<string, Move>
