import userRoundIcon from 'lucide-static/icons/user-round.svg?raw'
import type { Card } from '../../shared/board/card.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import {
  readCardOnBoard,
  readColumn,
  readDoingLines,
  readPartsOn,
  readText,
  readTitle,
} from '../board/board-readers.ts'
import type { BoardView } from '../board/board-view.ts'
import { iconOfKind, kinds } from '../board/card-words.ts'
import { wordByStatus } from '../board/filter-words.ts'
import { goToCard } from '../board/show-card.ts'
import { showTab } from '../pages/show-tab.ts'
import { lookOf } from '../stage/inject-words.ts'
import { showInject } from '../stage/show-inject.ts'
import type { SeenInject, StageView } from '../state/stage-view.ts'
import { toasts } from '../ui/toasts.svelte.ts'
import { paletteWords } from '../words/palette.ts'
import type { Entry } from './entry.ts'

const say = paletteWords

/** As much of a long text as is worth showing in a line, and searching. */
const glimpse = 200

/** The cards on the board, the newest first. */
export function cardEntries({ board }: BoardView): Entry[] {
  const cards = kinds.flatMap((kind) => readColumn(board, kind))
  return cards.sort((a, b) => b.createdAt - a.createdAt).map(cardEntry)
}

function cardEntry(card: Card): Entry {
  const status = 'status' in card ? wordByStatus[card.status].label : ''
  const text = readText(card.text).slice(0, glimpse)
  return {
    id: card.id,
    label: readTitle(card),
    more: [status, text].filter(Boolean).join(' · '),
    about: say.about[card.kind],
    icon: iconOfKind[card.kind],
    run: () => goToCard(card.id),
  }
}

/** Who plays, with what they say they are doing. */
export function personEntries(view: BoardView): Entry[] {
  const doings = readDoingLines(view.board)
  const parts = readPartsOn(view.board)
  return view.people
    .filter(({ removedAt }) => removedAt === null)
    .map((person) => {
      const { participantId: id } = person
      const doing = doings.find(({ participantId }) => participantId === id)
      return {
        id,
        label: shownName(person),
        more: [parts.get(id), doing?.text].filter(Boolean).join(' · '),
        about: id === view.me ? say.about.you : say.about.person,
        icon: userRoundIcon,
        run: () => goToPerson(view, person),
      }
    })
}

/** What has landed for whoever looks, the newest first. */
export function injectEntries({ injects }: StageView): Entry[] {
  return [...injects].reverse().map(injectEntry)
}

function injectEntry({ id, content }: SeenInject): Entry {
  const { word, icon } = lookOf(content)
  const more = [content.from, content.body?.slice(0, glimpse)].filter(Boolean).join(' · ')
  return { id, label: content.title, more, about: word, icon, run: () => showInject(id) }
}

function goToPerson(view: BoardView, person: RosterEntry): void {
  const id = person.participantId
  const line = readDoingLines(view.board).find(({ participantId }) => participantId === id)
  const here = view.present.find((each) => each.participantId === id && each.cardId)
  const card = [line?.cardId, here?.cardId].find(
    (each) => each && readCardOnBoard(view.board, each),
  )
  if (card) return goToCard(card)
  showTab('doing')
  toasts.show(id === view.me ? say.youOnNoCard : say.onNoCard(shownName(person)))
}
