import circleQuestionMarkIcon from 'lucide-static/icons/circle-question-mark.svg?raw'
import musicIcon from 'lucide-static/icons/music-2.svg?raw'
import userRoundIcon from 'lucide-static/icons/user-round.svg?raw'
import type { CardKind } from '../../shared/board/card.ts'
import { longestDoing } from '../../shared/board/doing.ts'
import { cue as cues } from '../../shared/stage/cue.ts'
import type { BoardEdit, BoardView } from '../board/board-view.ts'
import { iconOfKind, keyOfKind } from '../board/card-words.ts'
import type { StageView } from '../state/stage-view.ts'
import { toasts } from '../ui/toasts.svelte.ts'
import type { Drawing } from '../ui/icon.ts'
import { kindWords } from '../words/card-kinds.ts'
import { commandWords } from '../words/channel-commands.ts'
import { putOnBoard } from './put-on-board.ts'
import { raiseCue } from './raise-cue.ts'

/** Something that the composer does rather than says. */
export interface SlashCommand {
  /** What follows the slash; the first is shown. */
  readonly names: readonly [string, ...string[]]
  /** What to write behind it. */
  readonly takes?: string
  readonly help: string
  readonly icon: Drawing
  /** Does it with the words behind it, and says what is in the way of that. */
  run(words: string): Ran
}

/** What stands in the field after a command, or why it was not done. */
export type Ran = { readonly text: string } | { readonly problem: string }

const done: Ran = { text: '' }

export function cardCommand(kind: CardKind, edit: BoardEdit): SlashCommand {
  const { ask, put } = kindWords[kind]
  const [key, icon] = [keyOfKind[kind], iconOfKind[kind]]
  const run = (words: string): Ran => {
    if (words === '') return { problem: commandWords.card.missing(ask, key) }
    putOnBoard(edit, kind, words)
    return done
  }
  return { names: [key, kind], takes: commandWords.takes.text, help: put, icon, run }
}

export function doingCommand(edit: BoardEdit): SlashCommand {
  const say = commandWords.doing
  const run = (words: string): Ran => {
    if (words === '') return { problem: say.missing }
    if (words.length > longestDoing) return { problem: say.tooLong(longestDoing) }
    edit.setDoing(words, null)
    toasts.show(say.done)
    return done
  }
  const takes = commandWords.takes.text
  return { names: ['on'], takes, help: say.help, icon: userRoundIcon, run }
}

export function cueCommand(stage: StageView, board: BoardView): SlashCommand {
  const run = (words: string): Ran => {
    const cue = cues.options.find((each) => each === words.toLowerCase())
    if (!cue) return { problem: commandWords.cue.unknown(cues.options) }
    void raiseCue(stage, board, cue)
    return done
  }
  const takes = commandWords.takes.name
  return { names: ['cue'], takes, help: commandWords.cue.help, icon: musicIcon, run }
}

/** What is offered behind a lone slash is the list of all commands. */
export const helpCommand: SlashCommand = {
  names: ['help'],
  help: commandWords.help,
  icon: circleQuestionMarkIcon,
  run: () => ({ text: '/' }),
}
