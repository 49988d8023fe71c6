import Bookmark from '@lucide/svelte/icons/bookmark'
import BookOpen from '@lucide/svelte/icons/book-open'
import BracketsSign from '@lucide/svelte/icons/brackets'
import Ear from '@lucide/svelte/icons/ear'
import Eye from '@lucide/svelte/icons/eye'
import FlaskConical from '@lucide/svelte/icons/flask-conical'
import Hand from '@lucide/svelte/icons/hand'
import History from '@lucide/svelte/icons/history'
import Keyboard from '@lucide/svelte/icons/keyboard'
import ListFilter from '@lucide/svelte/icons/list-filter'
import MessageCircleQuestion from '@lucide/svelte/icons/message-circle-question'
import MessageSquare from '@lucide/svelte/icons/message-square'
import Moon from '@lucide/svelte/icons/moon'
import NotebookPen from '@lucide/svelte/icons/notebook-pen'
import OctagonX from '@lucide/svelte/icons/octagon-x'
import Redo2 from '@lucide/svelte/icons/redo-2'
import Sparkles from '@lucide/svelte/icons/sparkles'
import Sun from '@lucide/svelte/icons/sun'
import SunMoon from '@lucide/svelte/icons/sun-moon'
import Undo2 from '@lucide/svelte/icons/undo-2'
import Volume2 from '@lucide/svelte/icons/volume-2'
import type { SessionId } from '../../shared/ids.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { BoardView } from '../board/board-view.ts'
import type { CardFilter, CardStatus } from '../board/card-filter.ts'
import { everyCard } from '../board/card-filter.ts'
import { iconOfKind } from '../board/card-words.ts'
import { askedWords, wordByStatus } from '../board/filter-words.ts'
import { goTo } from '../router.ts'
import FermataSign from '../fermata/FermataSign.svelte'
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
  answer: MessageCircleQuestion,
  filter: ListFilter,
  notes: NotebookPen,
  channel: MessageSquare,
  doing: Hand,
  mark: Bookmark,
  undo: Undo2,
  redo: Redo2,
  keys: Keyboard,
  find: Keyboard,
  fermata: FermataSign,
  bracket: BracketsSign,
  tuning: Ear,
  abort: OctagonX,
  experiment: FlaskConical,
  improvise: Sparkles,
}

const doing: Entry = {
  id: 'doing',
  label: commands.doing,
  about: about.command,
  icon: Hand,
  run: () => void perform({ do: 'doing' }),
}

function pageEntries(session: SessionId): Entry[] {
  const page = { about: about.page }
  return [
    {
      ...page,
      id: 'lexicon',
      label: commands.lexicon,
      icon: BookOpen,
      // Beside the session: nobody should have to leave it for a word.
      run: () => void window.open('/lexicon', '_blank', 'noopener'),
    },
    {
      ...page,
      id: 'replay',
      label: commands.replay,
      icon: History,
      run: () => goTo(`/s/${session}/replay`),
    },
  ]
}

const lightEntries = (
  [
    ['light', Sun],
    ['dark', Moon],
    ['system', SunMoon],
  ] as const
).map(([theme, icon]): Entry => lightEntry(theme, icon))

function lightEntry(theme: Theme, icon: Entry['icon']): Entry {
  const run = () => chooseTheme(theme)
  return { id: `light ${theme}`, ...commands.light[theme], about: about.command, icon, run }
}

function bellEntry(): Entry {
  const label = bellSound.on ? commands.bellOff : commands.bellOn
  return { id: 'bell', label, about: about.command, icon: Volume2, run: () => bellSound.toggle() }
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
    icon: Eye,
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
  return { id, label, more, about: about.filter, icon: ListFilter, run }
}
