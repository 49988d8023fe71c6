import { spoken } from './spoken.ts'

/** The switch for the room's light. */
export const themeWords = spoken('theme', {
  title: 'Light of the room',
  system: 'As the system has it',
  light: 'Day',
  dark: 'Night',
})
