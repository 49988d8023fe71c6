import type { Component } from 'svelte'
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark'
import Music from '@lucide/svelte/icons/music-2'
import UserRound from '@lucide/svelte/icons/user-round'
import type { CardKind } from '../../shared/board/card.ts'
import { longestDoing } from '../../shared/board/doing.ts'
import { cue as cues } from '../../shared/stage/cue.ts'
import type { BoardEdit, BoardView } from '../board/board-view.ts'
import { aKind, wordsByKind } from '../board/card-words.ts'
import type { StageView } from '../state/stage-view.ts'
import { toasts } from '../ui/toasts.svelte.ts'
import { putOnBoard } from './put-on-board.ts'
import { raiseCue } from './raise-cue.ts'

/** Something that the composer does rather than says. */
export interface SlashCommand {
  /** What follows the slash; the first is shown. */
  readonly names: readonly [string, ...string[]]
  /** What to write behind it. */
  readonly takes?: string
  readonly help: string
  readonly icon: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>
  /** Does it with the words behind it, and says what is in the way of that. */
  run(words: string): Ran
}

/** What stands in the field after a command, or why it was not done. */
export type Ran = { readonly text: string } | { readonly problem: string }

const done: Ran = { text: '' }

export function cardCommand(kind: CardKind, edit: BoardEdit): SlashCommand {
  const { key, one, icon, ask } = wordsByKind[kind]
  const help = `Put ${aKind(kind)} on the board`
  const run = (words: string): Ran => {
    if (words === '') return { problem: `${ask} Write it behind /${key}.` }
    putOnBoard(edit, kind, words)
    return done
  }
  return { names: [key, one], takes: 'text', help, icon, run }
}

export function doingCommand(edit: BoardEdit): SlashCommand {
  const run = (words: string): Ran => {
    if (words === '') return { problem: 'What are you doing? Write it behind /on.' }
    if (words.length > longestDoing)
      return { problem: `What you are doing fits into ${longestDoing} letters.` }
    edit.setDoing(words, null)
    toasts.show('Everybody sees what you are doing')
    return done
  }
  return { names: ['on'], takes: 'text', help: 'Say what you are doing', icon: UserRound, run }
}

export function cueCommand(stage: StageView, board: BoardView): SlashCommand {
  const run = (words: string): Ran => {
    const cue = cues.options.find((each) => each === words.toLowerCase())
    if (!cue) return { problem: `The cues are ${cues.options.join(', ')}: write one behind /cue.` }
    void raiseCue(stage, board, cue)
    return done
  }
  return { names: ['cue'], takes: 'name', help: 'Raise a cue for everybody', icon: Music, run }
}

/** What is offered behind a lone slash is the list of all commands. */
export const helpCommand: SlashCommand = {
  names: ['help'],
  help: 'Show what can be done here',
  icon: CircleQuestionMark,
  run: () => ({ text: '/' }),
}
