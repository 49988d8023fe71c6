import { spoken } from './spoken.ts'

/** The phases of a session, and what one is given to read before the play. */
export const phaseWords = spoken('phases', {
  names: {
    lobby: 'Lobby',
    play: 'Play',
    debrief: 'Debrief',
    closed: 'Closed',
  },
  bar: {
    name: 'Phase of the session',
    move: (phase: string) => `Move everyone to: ${phase}`,
  },
  opening: {
    title: 'Parts to play',
    titleWithSituation: 'The situation, and parts to play',
    parts: 'Parts you may try today',
    choose: 'Say that you play this',
  },
})
