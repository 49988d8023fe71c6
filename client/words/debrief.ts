import { spoken } from './spoken.ts'

/** What stands above the questions of the debrief. */
export const debriefWords = spoken('debrief', {
  title: 'To talk about, one after the other',
})
