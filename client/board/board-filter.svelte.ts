import { createContext } from 'svelte'
import { SvelteSet } from 'svelte/reactivity'
import { readLinks } from '../../shared/board/board-doc.ts'
import type { Card } from '../../shared/board/card.ts'
import { isUnderWay, standingOf } from '../../shared/board/standing.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { tracked } from '../state/yjs.svelte.ts'
import { readColumn, readDoingLines, readText } from './board-readers.ts'
import type { BoardView } from './board-view.ts'
import type { CardFacts, CardFilter } from './card-filter.ts'
import { everyCard, isEveryCard, passes } from './card-filter.ts'
import { kinds } from './card-words.ts'

/** Which cards this page shows of its board. Nobody else's page knows of it. */
export class BoardFilter {
  /** Whether what can be asked for is offered. */
  open = $state(false)
  asked = $state.raw<CardFilter>(everyCard)
  readonly isOn: boolean = $derived(!isEveryCard(this.asked))
  readonly #view: BoardView
  /** Cards this person has been at since: they stay in sight, whatever is asked for. */
  readonly #kept = new SvelteSet<CardId>()
  #since = 0

  readonly #doings = $derived.by(() => readDoingLines(this.#view.board))
  readonly #links = $derived.by(() => {
    tracked(this.#view.board.links)
    return readLinks(this.#view.board)
  })
  readonly #cards = $derived.by(() => kinds.flatMap((kind) => readColumn(this.#view.board, kind)))
  readonly total: number = $derived(this.#cards.length)
  readonly hidden: number = $derived.by(() =>
    this.isOn ? this.#cards.filter((card) => !this.shows(card)).length : 0,
  )

  constructor(view: BoardView) {
    this.#view = view
  }

  ask(asked: CardFilter): void {
    this.asked = asked
    this.#kept.clear()
    this.#since = this.#view.now()
  }

  /** Asks for one thing more, or another in its place. */
  refine(part: Partial<CardFilter>): void {
    this.ask({ ...this.asked, ...part })
  }

  showAll(): void {
    this.open = false
    this.ask(everyCard)
  }

  keep(card: CardId): void {
    if (this.isOn) this.#kept.add(card)
  }

  shows(card: Card): boolean {
    if (!this.isOn || this.#kept.has(card.id) || this.#isJustMine(card)) return true
    return passes(this.asked, this.#factsOf(card))
  }

  #isJustMine({ createdBy, createdAt }: Card): boolean {
    return createdBy === this.#view.me && createdAt >= this.#since
  }

  #factsOf(card: Card): CardFacts {
    const people = this.#peopleOf(card)
    const onIt = this.#doings.some(({ cardId }) => cardId === card.id)
    const links = () => this.#links.filter(({ from, to }) => from === card.id || to === card.id)
    const held = card.kind === 'action' && Boolean(card.assignee)
    return {
      people,
      status: 'status' in card ? card.status : null,
      untested: card.kind === 'hypothesis' && standingOf(card, links()) === 'untested',
      nobody: isUnderWay(card) && !held && !onIt,
      words: this.asked.text ? `${readText(card.title)}\n${readText(card.text)}` : '',
    }
  }

  #peopleOf(card: Card): ParticipantId[] {
    const onIt = this.#doings.filter(({ cardId }) => cardId === card.id)
    const people = [card.createdBy, ...onIt.map(({ participantId }) => participantId)]
    if (card.kind === 'action') people.push(card.assignee ?? null, card.offer?.to ?? null)
    return people.filter((each) => each !== null)
  }
}

const [read, provide] = createContext<BoardFilter>()

/** Gives a board's filter to its columns. */
export const provideBoardFilter = provide

/** The filter of the board around. */
export const useBoardFilter = read
