import { spoken } from './spoken.ts'

/** What people wrote together, in brackets and tunings: the panel over the board that shows it. */
export const togetherWords = spoken('together', {
  fold: 'Hide',
  unfold: 'Show',
  close: 'Close',
  missing: 'This could not be fetched. Reload the page once the network is back.',
  list: {
    name: 'Written together',
    means: 'The time brackets and tunings of this session, in their order.',
    open: (count: number) => `Written together: ${count.toLocaleString()}`,
  },
})
