import { spoken } from './spoken.ts'

/** What the controls and sheets say by themselves, wherever they are used. */
export const uiWords = spoken('ui', {
  page: {
    name: 'Gamelan',
    /** In the browser's tab: what the page shows, then whose it is. */
    titled: (what: string) => `${what} · Gamelan`,
  },
  person: {
    typing: (name: string) => `${name}, typing`,
    absent: (name: string) => `${name}, not here now`,
    typingAbsent: (name: string) => `${name}, typing, not here now`,
  },
  /** In the place of a part of the page that comes when it is needed. */
  partMissing: 'A part of the page could not be fetched. Reload it once the network is back.',
  copying: {
    copy: 'Copy',
    copied: 'Copied',
    copyOne: (what: string) => `Copy ${what}`,
    copiedOne: (what: string) => `Copied: ${what}`,
    selected: 'Selected: press Ctrl+C (or ⌘C) to copy',
  },
  toasts: {
    title: 'Messages from Gamelan',
    dismiss: 'Dismiss',
  },
  tabs: {
    /** Beside one: what came while another was in front. */
    news: (count: number) => `new: ${count.toLocaleString()}`,
  },
  menu: {
    /** Read out before what the button of a menu shows. */
    before: (label: string) => `${label}: `,
    current: '(now)',
    notFetched: 'The menu could not be fetched. Reload the page.',
  },
})
