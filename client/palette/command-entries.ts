import bookmarkIcon from 'lucide-static/icons/bookmark.svg?raw'
import bookOpenIcon from 'lucide-static/icons/book-open.svg?raw'
import bracketsSignIcon from 'lucide-static/icons/brackets.svg?raw'
import earIcon from 'lucide-static/icons/ear.svg?raw'
import eyeIcon from 'lucide-static/icons/eye.svg?raw'
import flaskConicalIcon from 'lucide-static/icons/flask-conical.svg?raw'
import handIcon from 'lucide-static/icons/hand.svg?raw'
import historyIcon from 'lucide-static/icons/history.svg?raw'
import keyboardIcon from 'lucide-static/icons/keyboard.svg?raw'
import listFilterIcon from 'lucide-static/icons/list-filter.svg?raw'
import messageCircleQuestionIcon from 'lucide-static/icons/message-circle-question.svg?raw'
import messageSquareIcon from 'lucide-static/icons/message-square.svg?raw'
import moonIcon from 'lucide-static/icons/moon.svg?raw'
import notebookPenIcon from 'lucide-static/icons/notebook-pen.svg?raw'
import octagonXIcon from 'lucide-static/icons/octagon-x.svg?raw'
import redo2Icon from 'lucide-static/icons/redo-2.svg?raw'
import sparklesIcon from 'lucide-static/icons/sparkles.svg?raw'
import sunIcon from 'lucide-static/icons/sun.svg?raw'
import sunMoonIcon from 'lucide-static/icons/sun-moon.svg?raw'
import undo2Icon from 'lucide-static/icons/undo-2.svg?raw'
import volume2Icon from 'lucide-static/icons/volume-2.svg?raw'
import type { SessionId } from '../../shared/ids.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { BoardView } from '../board/board-view.ts'
import type { CardFilter, CardStatus } from '../board/card-filter.ts'
import { everyCard } from '../board/card-filter.ts'
import { iconOfKind } from '../board/card-words.ts'
import { askedWords, wordByStatus } from '../board/filter-words.ts'
import { goTo } from '../router.ts'
import fermataSign from '../fermata/fermata-sign.svg?raw'
import { seeAs } from '../seeas/see-as.ts'
import { bellSound } from '../stage/bell-sound.svelte.ts'
import { conducts } from '../stage/conducts.ts'
import { wordsByCue } from '../stage/cue-words.ts'
import type { StageView } from '../state/stage-view.ts'
import type { Theme } from '../state/theme.ts'
import { chooseTheme } from '../state/theme.ts'
import { filterWords } from '../words/filter.ts'
import { seeAsWords } from '../words/see-as.ts'
import { paletteWords } from '../words/palette.ts'
import type { Entry } from './entry.ts'
import type { Gesture } from './gesture.ts'
import { perform } from './gesture.ts'
import { rowsFor, shownKeys } from './key-table.ts'

const { about, commands } = paletteWords

/** What whoever looks may do here, the most useful first. */
export function commandEntries(board: BoardView, stage: StageView, session: SessionId): Entry[] {
  const writes = board.edit !== null && stage.send !== null
  return [
    ...(writes ? [doing] : []),
    ...keyEntries(writes, conducts(stage), stage.format),
    ...pageEntries(session),
    ...lightEntries,
    bellEntry(),
    ...filterEntries(board),
    ...(conducts(stage) ? seeAsEntries(stage) : []),
  ]
}

/** Every key of the page by its name, but for the one that opened the palette. */
function keyEntries(writes: boolean, leads: boolean, format: StageView['format']): Entry[] {
  return rowsFor(writes, leads, format)
    .filter(({ gesture }) => gesture.do !== 'find')
    .map((row) => ({
      id: idOf(row.gesture),
      label: row.words,
      about: row.gesture.do === 'cue' ? about.cue : about.command,
      icon: iconOf(row.gesture),
      keys: shownKeys(row),
      run: () => void perform(row.gesture),
    }))
}

function idOf(gesture: Gesture): string {
  if (gesture.do === 'add') return `add ${gesture.kind}`
  return gesture.do === 'cue' ? `cue ${gesture.cue}` : gesture.do
}

function iconOf(gesture: Gesture): Entry['icon'] {
  if (gesture.do === 'add') return iconOfKind[gesture.kind]
  return gesture.do === 'cue' ? wordsByCue[gesture.cue].icon : iconByGesture[gesture.do]
}

const iconByGesture = {
  answer: messageCircleQuestionIcon,
  filter: listFilterIcon,
  notes: notebookPenIcon,
  channel: messageSquareIcon,
  doing: handIcon,
  mark: bookmarkIcon,
  undo: undo2Icon,
  redo: redo2Icon,
  keys: keyboardIcon,
  find: keyboardIcon,
  fermata: fermataSign,
  bracket: bracketsSignIcon,
  tuning: earIcon,
  abort: octagonXIcon,
  experiment: flaskConicalIcon,
  improvise: sparklesIcon,
}

const doing: Entry = {
  id: 'doing',
  label: commands.doing,
  about: about.command,
  icon: handIcon,
  run: () => void perform({ do: 'doing' }),
}

function pageEntries(session: SessionId): Entry[] {
  const page = { about: about.page }
  return [
    {
      ...page,
      id: 'lexicon',
      label: commands.lexicon,
      icon: bookOpenIcon,
      // Beside the session: nobody should have to leave it for a word.
      run: () => void window.open('/lexicon', '_blank', 'noopener'),
    },
    {
      ...page,
      id: 'replay',
      label: commands.replay,
      icon: historyIcon,
      run: () => goTo(`/s/${session}/replay`),
    },
  ]
}

const lightEntries = (
  [
    ['light', sunIcon],
    ['dark', moonIcon],
    ['system', sunMoonIcon],
  ] as const
).map(([theme, icon]): Entry => lightEntry(theme, icon))

function lightEntry(theme: Theme, icon: Entry['icon']): Entry {
  const run = () => chooseTheme(theme)
  return { id: `light ${theme}`, ...commands.light[theme], about: about.command, icon, run }
}

function bellEntry(): Entry {
  const label = bellSound.on ? commands.bellOff : commands.bellOn
  return {
    id: 'bell',
    label,
    about: about.command,
    icon: volume2Icon,
    run: () => bellSound.toggle(),
  }
}

/** The page of everybody who does not conduct. */
function seeAsEntries({ people }: StageView): Entry[] {
  const others = people.filter(
    ({ role, removedAt }) => role !== 'facilitator' && removedAt === null,
  )
  return others.map((person) => ({
    id: `see as ${person.participantId}`,
    label: seeAsWords.open(shownName(person)),
    about: about.command,
    icon: eyeIcon,
    run: () => seeAs(person.participantId),
  }))
}

/** Each way to look at fewer cards, and the way back. */
function filterEntries({ people, me }: BoardView): Entry[] {
  const say = filterWords.command
  const statuses = Object.keys(wordByStatus) as CardStatus[]
  const players = people.filter(({ role, removedAt }) => role !== 'observer' && removedAt === null)
  const ways: Partial<CardFilter>[] = [
    { only: 'untested' },
    { only: 'nobody' },
    ...players.map(({ participantId }) => ({ person: participantId })),
    ...statuses.map((status) => ({ status })),
  ]
  return [
    filterEntry(say.showAll, everyCard),
    ...ways.map((way) => {
      const asked = { ...everyCard, ...way }
      const who = players.find(({ participantId }) => participantId === way.person)
      const mine = who && way.person === me
      const label = mine ? say.showMine : say.showOnly(askedWords(asked, people))
      return filterEntry(label, asked, who && shownName(who))
    }),
  ]
}

function filterEntry(label: string, to: CardFilter, more = ''): Entry {
  const id = `filter ${JSON.stringify(to)}`
  const run = () => void perform({ do: 'filter', to })
  return { id, label, more, about: about.filter, icon: listFilterIcon, run }
}
