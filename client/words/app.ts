import { spoken } from './spoken.ts'

/** What is said where no page can be shown. */
export const appWords = spoken('app', {
  outdated: {
    title: 'This page has to be loaded anew',
    text: 'Part of it could not be fetched: the network is gone, or the server has a newer version. Reload the page.',
  },
  nothingHere: {
    title: 'Nothing is played here',
    text: 'This address leads nowhere. If somebody sent you a link, ask them for it again: part of it may be missing.',
    back: 'Back to the start page',
  },
})
