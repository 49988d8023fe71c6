import type { CardSource } from '../../shared/board/card.ts'
import { readChannel } from '../../shared/stage/stage-doc.ts'
import type { Bandmate } from './bandmate.ts'
import type { Move } from './moves.ts'
import {
  doings,
  lookingBack,
  notes,
  questions,
  reactions,
  remarks,
  whispered,
} from './repertoire.ts'
import { cardsOf, isLookingBack, landedFor } from './view.ts'

const talk: Move = (mate) => {
  const lines = isLookingBack(mate) ? lookingBack : remarks
  return () => mate.send({ type: 'channel.say', text: mate.seat.chance.pick(lines) })
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
  'make a card of a message': makeCard,
  'take notes': takeNotes,
} satisfies Record<string, Move>
