import { spoken } from './spoken.ts'

/** The page that a link to join opens. */
export const joinWords = spoken('join', {
  page: 'Join',
  broken: {
    title: 'This link is not whole',
    text: 'A link to join has a long code behind the {mark}. Ask whoever invited you to send it again, and open all of it.',
  },
  title: 'Come and sit in',
  lead: 'No account, nothing to set up. Your name tells the others who you are.',
  name: 'Your name',
  noName: 'Write a name first: any name the others will know you by.',
  join: 'Join the session',
  joining: 'Joining…',
  failed: 'Joining did not work. Reload the page and try again.',
  renewed:
    'Links stop working when they are renewed. Ask the facilitator for the new one; your name will still be filled in.',
})
