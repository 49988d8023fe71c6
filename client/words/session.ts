import { spoken } from './spoken.ts'

/** What stands around the parts of a session while it is played. */
export const sessionWords = spoken('session', {
  header: {
    watching: 'You are watching',
    undo: 'Undo (Ctrl+Z)',
    redo: 'Redo (Ctrl+Shift+Z)',
    replay: 'Replay',
    replayHint: 'Replay from the top',
    hereNow: (count: number) => `Here now: ${count.toLocaleString()}`,
  },
  room: {
    outdated: 'Gamelan was updated while you were here.',
    reload: 'Reload the page',
    refused: 'You are looking at how this session stood when you left it: {why}',
    comeBack: 'Try to come back',
    closed:
      'This session is closed. Everything stays as it is, to look at and to replay; nothing can be changed any more.',
    fetching: 'Fetching the board…',
    noStand: 'Your stand could not be fetched. Reload the page.',
    shownHere: 'Shown here',
    situation: 'The situation',
  },
})
