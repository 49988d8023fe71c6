import type { CardSource } from '../../shared/board/card.ts'
import { readDoings } from '../../shared/board/board-doc.ts'
import { readDoing } from '../../shared/board/doing.ts'
import { cue } from '../../shared/stage/cue.ts'
import { emoji } from '../../shared/stage/reaction.ts'
import { readChannel } from '../../shared/stage/stage-doc.ts'
import type { Bandmate } from './bandmate.ts'
import type { Move } from './moves.ts'
import {
  doings,
  lookingBack,
  notes,
  parts,
  questions,
  reactions,
  remarks,
  whispered,
} from './repertoire.ts'
import { cardsOf, isLookingBack, landedFor } from './view.ts'

const talk: Move = (mate) => {
  const lines = isLookingBack(mate) ? lookingBack : remarks
  const { chance } = mate.seat
  return () => {
    const before = readChannel(mate.page.stage).slice(-4)
    const answered = before.length > 0 && chance.happens(0.3) ? chance.pick(before) : null
    const text = chance.pick(lines)
    return mate.send({ type: 'channel.say', text, ...(answered && { replyTo: answered.id }) })
  }
}

/** Says something to what landed since they last looked. */
const react: Move = (mate) => {
  const landed = landedFor(mate)
  const newest = landed.at(-1)
  if (!newest || landed.length <= mate.noticed) return null
  return () => {
    mate.noticed = landed.length
    const text = mate.seat.chance.pick(newest.whisper ? whispered : reactions)
    return mate.send({ type: 'channel.say', text })
  }
}

const sayWhatIDo: Move = (mate) => {
  const { page, me, seat } = mate
  if (page.board.doing.has(me.participantId)) return null
  return () => page.edit.setDoing(seat.chance.pick(doings), null)
}

const playAPart: Move = ({ page, me, seat }) => {
  if (page.board.parts.has(me.participantId)) return null
  return () => page.edit.setPart(seat.chance.pick(parts))
}

const askForHelp: Move = ({ page, me, seat }) => {
  const mine = readDoing(me.participantId, page.board.doing.get(me.participantId))
  if (!mine || mine.help) return null
  return async (stop) => {
    page.edit.askForHelp(true)
    for (let beats = 0; beats < 4; beats += 1) await seat.tempo.beat(stop)
    page.edit.askForHelp(false)
  }
}

const lendAHand: Move = ({ page, me, seat }) => {
  const asking = readDoings(page.board).filter(
    ({ help, participantId }) => help && participantId !== me.participantId,
  )
  if (asking.length === 0) return null
  return () => page.edit.help(seat.chance.pick(asking).participantId, 'lending a hand')
}

const raiseACue: Move = (mate) => {
  return () => mate.send({ type: 'cue.raise', cue: mate.seat.chance.pick(cue.options) })
}

const putAnEmoji: Move = (mate) => {
  const last = readChannel(mate.page.stage).slice(-6)
  if (last.length === 0) return null
  return () => {
    const { id: messageId } = mate.seat.chance.pick(last)
    const which = mate.seat.chance.pick(emoji.options)
    return mate.send({ type: 'channel.react', messageId, emoji: which, on: true })
  }
}

/** A question worth an answer becomes something to do. */
const makeCard: Move = (mate) => {
  const used = new Set(cardsOf(mate).map(({ source }) => messageOf(source)))
  const asked = readChannel(mate.page.stage).filter(({ text }) => questions.includes(text))
  const fresh = asked.filter(({ id, text }) => !used.has(id) && !isOnBoard(mate, text))
  if (fresh.length === 0) return null
  return () => {
    const { id, text } = mate.seat.chance.pick(fresh)
    mate.page.edit.add('action', text, { source: { from: 'message', messageId: id } })
  }
}

function isOnBoard(mate: Bandmate, title: string): boolean {
  return cardsOf(mate).some((card) => card.title.toJSON() === title)
}

function messageOf(source: CardSource | null | undefined): string | null {
  return source?.from === 'message' ? source.messageId : null
}

const takeNotes: Move = (mate) => {
  const lines = isLookingBack(mate) ? lookingBack : notes
  const line = lines.find((each) => !writtenDown(mate, each))
  if (line === undefined) return null
  return (stop) => mate.type(mate.page.board.notes, `${line}\n`, null, stop)
}

/** Whether the notes hold a line, or somebody is writing it: its beginning is enough. */
function writtenDown({ page }: Bandmate, line: string): boolean {
  return page.board.notes.toJSON().includes(line.slice(0, 8))
}

export const talkMoves = {
  talk,
  react,
  'say what I do': sayWhatIDo,
  'play a part': playAPart,
  'ask for help': askForHelp,
  'lend a hand': lendAHand,
  'raise a cue': raiseACue,
  'put an emoji': putAnEmoji,
  'make a card of a message': makeCard,
  'take notes': takeNotes,
} satisfies Record<string, Move>
