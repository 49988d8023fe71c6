import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const changes = (count: number) => counted(count, 'change', 'changes')

/** How it stands with the server, and with the work that is on its way there. */
export const connectionWords = spoken('connection', {
  saved: {
    joining: 'Connecting…',
    saved: 'Saved',
    saving: 'Saving…',
    offline: 'Offline',
    offlineKept: (count: number) => `Offline, ${changes(count)} kept`,
    trying: 'Trying again',
    tryingKept: (count: number) => `Trying again, ${changes(count)} kept`,
    /** Said after the server's reason. */
    notSaved: (count: number) => `${changes(count)} not saved.`,
    refused: 'Not connected',
  },
  unreachable: 'The server cannot be reached. Check your network and try again.',
  noAnswer: 'The server did not answer. Check your network and try again.',
  answered: (status: number) => `The server answered ${status}. Try again.`,
})
