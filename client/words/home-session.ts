import { spoken } from './spoken.ts'

/** The sessions listed on the start page, and what can be done with each. */
export const homeSessionWords = spoken('home-session', {
  none: 'No session yet. The first one you create appears here, with its replay.',
  phase: { lobby: 'Lobby', play: 'Playing', debrief: 'Debrief', closed: 'Closed' },
  nobody: 'Nobody has joined yet',
  andMore: (count: number) => `{names} and ${count.toLocaleString()} more`,
  enter: 'Enter',
  replay: 'Replay',
  again: 'Try again.',
  exporting: {
    export: (title: string) => `Export “${title}” as a file`,
    failed: 'Not exported.',
  },
  renewing: {
    link: 'New link',
    heading: 'Makes a new link for…',
    roles: { facilitator: 'Facilitators', participant: 'Participants', observer: 'Observers' },
    linkFor: {
      facilitator: 'New link for facilitators',
      participant: 'New link for participants',
      observer: 'New link for observers',
    },
    shownOnce: 'It is shown this once. The former one has stopped working.',
    confirm: 'Confirm a new link',
    formerStops: {
      facilitator:
        'The former link for facilitators stops working at once. Who has joined stays in.',
      participant:
        'The former link for participants stops working at once. Who has joined stays in.',
      observer: 'The former link for observers stops working at once. Who has joined stays in.',
    },
    make: 'Make a new link',
    keep: 'Keep the former',
    failed: 'No new link was made.',
  },
})
