import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** A Game Day: what was agreed on, the way to stop, and what was tried. */
export const gameDayWords = spoken('gameday', {
  name: 'Game Day',
  /** The four fields: their names, what each means, and what to write. */
  plan: {
    title: 'What we agreed on',
    empty: 'not yet agreed',
    missing: 'This could not be fetched. Reload the page once the network is back.',
    fields: {
      steadyState: {
        name: 'Steady state',
        means: 'What normal looks like, in numbers that everybody can read off.',
        ask: 'What does normal look like, with numbers and units?',
      },
      hypothesis: {
        name: 'Hypothesis',
        means: 'What you expect to happen to the steady state while you disturb the system.',
        ask: 'What will happen to it when you disturb the system?',
      },
      blastRadius: {
        name: 'Blast radius',
        means: 'How far the disturbance may spread, and what stays out of its reach.',
        ask: 'How far may it spread, and whom can it reach?',
      },
      abortRule: {
        name: 'Abort rule',
        means: 'What makes everybody stop at once, and how the system is put back.',
        ask: 'What makes you stop, and how do you go back?',
      },
    },
  },
  line: {
    open: 'Plan and log',
    close: 'Close',
    running: (title: string, others: number) =>
      others === 0 ? title : `${title} and ${others.toLocaleString()} more`,
    runningFor: 'Running for',
  },
  abort: {
    name: 'Stop all',
    hint: 'Call everything off at once, for everybody (key !)',
    key: 'Call everything off, at once and for everybody',
    /** In `{who}` and `{time}`: their name, and the time of day. */
    byWhom: '{who} called everything off at {time}.',
    byMe: 'You called everything off at {time}.',
    asks: 'Put back what you changed. The clock stands until a facilitator gives the all clear.',
    why: 'Why, in a few words',
    say: 'Say why',
    clear: 'All clear, go on',
    said: (who: string) => `Stop! ${who} called everything off. Put back what you changed.`,
    cleared: 'All clear: everybody goes on.',
    somebody: 'Somebody',
  },
  experiment: {
    title: 'Experiments',
    none: 'None was run yet. Open one here, or run an action from its card.',
    noneWatching: 'None was run yet.',
    new: 'What do you try?',
    start: 'Start',
    run: 'Run as an experiment',
    numbered: (n: number, title: string) => `${n.toLocaleString()}. ${title}`,
    begun: (who: string, time: string) => `${who}, since ${time}`,
    ran: (ended: string, time: string) => `${ended}, after ${time}`,
    ended: {
      stopped: (who: string) => `stopped by ${who}`,
      aborted: (who: string) => `aborted by ${who}`,
      closed: () => 'ended with the session',
    },
    running: 'running',
    stop: 'Stop',
    observe: 'What do you observe?',
    note: 'Note it',
    toCard: 'Its card',
    earlier: (count: number) => counted(count, 'earlier experiment', 'earlier experiments'),
    observations: (count: number) => counted(count, 'observation', 'observations'),
    observedBy: (who: string, time: string) => `${time}, ${who}`,
  },
  log: {
    title: 'Experiments and what was observed',
    download: 'Download as CSV',
    what: 'Experiment',
    started: 'Start',
    stopped: 'Stop',
    ended: 'How it ended',
    observed: 'Observations',
    /** The columns of the file, a row for each observation. */
    columns: {
      number: 'number',
      experiment: 'experiment',
      started: 'started',
      startedBy: 'started by',
      stopped: 'stopped',
      ended: 'how it ended',
      observed: 'observed',
      observedBy: 'observed by',
      observation: 'observation',
    },
  },
  mark: {
    abort: (who: string) => `${who} called everything off`,
    experiment: (title: string) => `Experiment: ${title}`,
  },
})
