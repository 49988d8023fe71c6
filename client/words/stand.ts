import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** What the conductor's stand says to facilitators: clock, phases and people. */
export const standWords = spoken('stand', {
  title: 'Conductor’s stand',
  lobby:
    'Everyone reads the situation and says hello. When you start playing, the clock starts too.',
  /** What of the stand is in front. */
  sides: { name: 'Shown on the stand', run: 'Run of show', play: 'Together', people: 'People' },
  closed: 'The session is closed. Open it again to play on.',
  clock: {
    name: 'Clock',
    pause: 'Pause',
    run: 'Run',
    speed: 'Speed of the clock',
    forward: 'Move the clock forward',
    times: (speed: number) => `${speed}×`,
    jump: (minutes: number) => `+${minutes} min`,
    jumpTitle: (minutes: number) =>
      `Move the clock ${counted(minutes, 'minute', 'minutes')} forward: what is due until then lands at once`,
    onlyInPlay: 'The clock runs while the session is in play.',
  },
  /** What usually comes next, by the phase that it comes after. */
  steps: {
    lobby: 'Start playing',
    play: 'Go to the debrief',
    debrief: 'Close the session',
    closed: 'Open it again',
  },
  people: {
    title: 'People',
    you: (name: string) => `${name} (you)`,
    takeOff: (name: string) => `Take ${name} off the session`,
    whatItDoes: 'Their link to this session stops working. What they did stays.',
    yes: 'Take them off',
    no: 'Keep',
  },
  roles: {
    facilitator: 'facilitator',
    participant: 'participant',
    observer: 'observer',
  },
})
