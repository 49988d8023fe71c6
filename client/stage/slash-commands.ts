import { cue as cues } from '../../shared/stage/cue.ts'
import type { BoardView } from '../board/board-view.ts'
import { kinds } from '../board/card-words.ts'
import type { StageView } from '../state/stage-view.ts'
import { channelWords } from '../words/channel.ts'
import { commandWords } from '../words/channel-commands.ts'
import { wordsByCue } from './cue-words.ts'
import type { Offer, Offers } from './offer.ts'
import type { Ran, SlashCommand } from './slash-command.ts'
import { cardCommand, cueCommand, doingCommand, helpCommand } from './slash-command.ts'

const offered = channelWords.offers

/** A first word with a slash before it and none in it: a path is no command. */
const commandWord = /^\/([^\s/]*)(?=\s|$)/u
const isName = /^\/(\p{L}*)$/u
const isCue = /^(\/cue\s+)(\p{L}*)$/iu

/** The same gestures as the keyboard's, from the composer; only what is possible is among them. */
export class SlashCommands {
  readonly #all: readonly SlashCommand[]

  constructor(stage: StageView, board: BoardView) {
    const { edit } = board
    const ofBoard = edit
      ? [...kinds.map((kind) => cardCommand(kind, edit)), doingCommand(edit)]
      : []
    this.#all = [...ofBoard, ...(stage.send ? [cueCommand(stage, board)] : []), helpCommand]
  }

  /** Does what a line asks for, or null where it is one to say. */
  run(line: string): Ran | null {
    const [word, name] = commandWord.exec(line) ?? []
    if (word === undefined || name === undefined) return null
    return this.#named(name)?.run(line.slice(word.length).trim()) ?? this.#unknown(word)
  }

  /** The commands, or the cues, that begin with what stands before the caret. */
  offers(text: string, caret: number): Offers | null {
    const typed = text.slice(0, caret)
    const [, before, ofCue] = isCue.exec(typed) ?? []
    if (before !== undefined && ofCue !== undefined)
      return among(offered.cues, cueOffers, { from: before.length, to: caret, typed: ofCue })
    if (!isName.test(typed)) return null
    return among(offered.commands, this.#all.flatMap(commandOffers), { from: 0, to: caret, typed })
  }

  #named(name: string): SlashCommand | undefined {
    return this.#all.find(({ names }) => names.includes(name.toLowerCase()))
  }

  #unknown(word: string): Ran {
    const known = this.#all.map(({ names }) => `/${names[0]}`)
    return { problem: commandWords.unknown(word, known) }
  }
}

/** What is said of a line that is no command: two slashes at its start stand for one. */
export function saidOf(line: string): string {
  return line.startsWith('//') ? line.slice(1) : line
}

const cueOffers: readonly Offer[] = cues.options.map((cue) => {
  const { label, asks, icon } = wordsByCue[cue]
  return { id: cue, label, hint: asks, icon, text: cue }
})

/** One offer, under the name that is being typed: the short one where that fits. */
function commandOffers({ names, takes, help, icon }: SlashCommand): Offer[] {
  return names.map((name) => {
    const label = takes ? `/${name} ${takes}` : `/${name}`
    return { id: names[0], label, hint: help, icon, text: takes ? `/${name} ` : `/${name}` }
  })
}

/** Those that begin with what was typed, each once; none where nothing is left to complete. */
function among(label: string, offers: readonly Offer[], at: Stretch): Offers | null {
  const begun = offers.filter(({ text }) => text.startsWith(at.typed.toLowerCase()))
  const all = begun.filter(({ id }, index) => begun.findIndex((each) => each.id === id) === index)
  const [only] = all
  if (!only || (all.length === 1 && only.text === at.typed)) return null
  return { label, from: at.from, to: at.to, all }
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly typed: string
}
