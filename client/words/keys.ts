import { spoken } from './spoken.ts'

/** What stands on the keys, and how they are read out. */
export const keyWords = spoken('keys', {
  enter: 'Enter',
  escape: 'Esc',
  ctrl: 'Ctrl',
  shift: 'Shift',
  key: (key: string) => `key ${key}`,
  /** Two keys at once, in the order they are pressed. */
  withCtrl: (key: string) => `Ctrl+${key}`,
})
