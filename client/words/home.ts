import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** The start page: what Gamelan is, and how a session is made. */
export const homeWords = spoken('home', {
  lead: {
    title: 'Practise incidents together',
    text: 'Make a session, send out the links, and play. The board keeps everything, so you can hear it again afterwards.',
    notLoaded: 'The start page could not be loaded. Reload it.',
    again: 'Try again',
    make: 'New session',
    openingLibrary: 'Opening the library…',
    sessions: 'Sessions',
    lookingForSessions: 'Looking for sessions…',
    lexicon: 'What the words mean',
  },
  welcome: {
    title: 'A board for practising incidents together',
    text: 'A few people, one shared board, and a facilitator who surprises them. No scores, no blame: the group finds out how it plays together, and can hear it again afterwards.',
    refused:
      'The admin link that this browser keeps is not valid any longer. Open the one from the latest start of the server.',
    invited: 'You were invited',
    invitedText: 'Open the link you were sent. It asks for a name and nothing else.',
    runs: 'You run this server',
    runsText:
      'Open the admin link from the lines it printed when it started. It ends in {ending}. If you set {variable} yourself, add {path} and your token to this address.',
  },
  create: {
    scenario: 'Scenario',
    /** A scenario by its title, and the format that it was written for. */
    scenarioFor: (title: string, format: string) => `${title} · ${format}`,
    noScenario: 'No scenario: we bring our own',
    nothingPrepared: 'Nothing is prepared: you improvise the surprises as you play.',
    /** Said after what the scenario tells of itself. */
    prepared: (surprises: number, minutes: number) =>
      `${counted(surprises, 'surprise', 'surprises')}, about ${counted(minutes, 'minute', 'minutes')}.`,
    format: 'Format',
    title: 'Title',
    titleSample: 'Thursday practice',
    noTitle: 'Give the session a title, so that people recognise it.',
    failed: 'Creating it did not work. Try again.',
    create: 'Create the session',
    creating: 'Creating…',
    /** A scenario of one's own. */
    file: {
      name: 'Scenario file',
      choose: 'Take a scenario from a file…',
      /** @param line where it is in the file, from 1, where that is known */
      problem: (file: string, place: string, line: number | null, problem: string) =>
        `“${file}” is no scenario yet (${[place, line === null ? '' : `line ${line}`].filter(Boolean).join(', ')}): ${problem}.`,
    },
  },
  importing: {
    file: 'Bundle file to import',
    import: 'Import a session',
    importing: 'Importing…',
    failed: 'Not imported: choose a file that Gamelan exported.',
    unreadable: 'The file could not be read.',
  },
  links: {
    ready: (title: string) => `“${title}” is ready`,
    secret:
      'Copy these links now: they are secrets, and the server keeps no copy to show again. You can make new ones later.',
    facilitator: 'For facilitators',
    facilitatorDoes: 'Runs the clock and the surprises. Keep it to yourself.',
    participant: 'For participants',
    participantDoes: 'Plays on the board. Send it to the group.',
    observer: 'For observers',
    observerDoes: 'Watches everything, changes nothing.',
    join: 'Join as facilitator',
    another: 'Create another',
  },
})
