import { spoken } from './spoken.ts'

/** The page on which a session is heard again. */
export const replayWords = spoken('replay', {
  page: (title: string) => `${title} · Replay`,
  broken: 'The history could not be opened.',
  entering: {
    waiting: 'Rewinding…',
    failed: 'No replay just now',
    outside: {
      title: 'This replay is not open to you here',
      text: 'Open the link you were sent: it asks for your name, and the replay is one click from there.',
    },
  },
  room: {
    replay: 'Replay',
    replayBeside: 'Replay · {session}',
    toSession: 'to the session',
    empty: 'Nothing to replay yet',
    emptyText: 'The history starts with the first thing that happens. This page waits for it.',
  },
  changes: {
    title: 'Who did what',
    none: 'Nobody has touched the board yet.',
    list: 'Last changes',
  },
  player: {
    title: 'Player',
    play: 'Play',
    playKey: 'Play (space)',
    pause: 'Pause',
    pauseKey: 'Pause (space)',
    previous: 'Previous mark ( [ )',
    next: 'Next mark ( ] )',
    speed: 'Speed',
    times: (speed: number) => `${speed}×`,
    skipQuiet: 'Skip quiet',
    skipQuietHint: 'Shorten the stretches in which nothing happened',
    live: 'Live',
    liveHint: 'Stay with what happens now',
    marked: 'Marked',
    markedLabel: 'Marked moments: go to one',
    markedHeading: 'Go to a marked moment',
  },
  position: {
    group: 'Position',
    slider: 'Position in the session',
    at: (exercise: string, wall: string) => `${exercise} of exercise, ${wall}`,
  },
  mark: {
    cue: (who: string, cue: string) => `${who}: ${cue}`,
    note: (who: string, text: string) => `${who} noted: ${text}`,
    plainMark: (who: string) => `${who} marked this moment`,
    whisper: (title: string, to: string) => `${title} (whisper to ${to})`,
  },
})
