import { spoken } from './spoken.ts'

/** What is said before a session or its replay is on the page, or where it never will be. */
export const sessionEntryWords = spoken('session-entry', {
  /** The page's name until the session's own is known. */
  session: 'Session',
  missing: {
    title: 'There is no such session',
    text: 'It may have been deleted, or part of the address is missing. Ask whoever sent it to you.',
  },
  again: 'Try again',
  notInside: 'This browser is not in this session.',
  broken: 'The session could not be opened.',
  entering: {
    waiting: 'Coming in…',
    failed: 'Not in yet',
    outside: {
      title: 'You are not in this session here',
      text: 'Open the link you were sent: it asks for your name and brings you in.',
    },
  },
})
