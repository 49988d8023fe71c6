/** Everything a bandmate may do in one beat. */
export type MoveName =
  | 'propose'
  | 'test'
  | 'judge'
  | 'observe'
  | 'link'
  | 'plan'
  | 'claim'
  | 'finish'
  | 'hand over'
  | 'say back'
  | 'say what I do'
  | 'play a part'
  | 'ask for help'
  | 'lend a hand'
  | 'raise a cue'
  | 'put an emoji'
  | 'add detail'
  | 'talk'
  | 'react'
  | 'make a card of a message'
  | 'take notes'
  | 'reorder'
  | 'undo'
  | 'drop off'
  | 'reload'

/** How a person tends to play: how much likelier than others they are to make a move. */
export interface Temperament {
  readonly name: string
  readonly leaning: Partial<Readonly<Record<MoveName, number>>>
}

/** How likely a move is for somebody of no temperament at all. */
export const usual: Readonly<Record<MoveName, number>> = {
  propose: 4,
  test: 3,
  judge: 2,
  observe: 5,
  link: 5,
  plan: 3,
  claim: 5,
  finish: 5,
  'hand over': 2,
  'say back': 8,
  'say what I do': 6,
  'play a part': 2,
  'ask for help': 0.4,
  'lend a hand': 3,
  'raise a cue': 0.4,
  'put an emoji': 1,
  'add detail': 2,
  talk: 3,
  react: 4,
  'make a card of a message': 1,
  'take notes': 1,
  reorder: 1,
  undo: 0.5,
  'drop off': 0.3,
  reload: 0.2,
}

export const temperaments: readonly Temperament[] = [
  { name: 'the theorist', leaning: { propose: 3, test: 2, judge: 2, claim: 0.5 } },
  { name: 'the pair of hands', leaning: { claim: 3, finish: 2, 'say what I do': 2, talk: 0.5 } },
  { name: 'the watcher', leaning: { observe: 3, link: 3, react: 2, propose: 0.5 } },
  { name: 'the scribe', leaning: { 'take notes': 5, 'make a card of a message': 4, reorder: 3 } },
  { name: 'the commuter', leaning: { 'drop off': 6, reload: 4, 'hand over': 3, talk: 2 } },
]
