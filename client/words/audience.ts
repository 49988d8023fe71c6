import { counted } from './counted.ts'
import { listed } from './listed.ts'
import { spoken } from './spoken.ts'

/** What is said about who gets a surprise, who has seen it, and what they answer. */
export const audienceWords = spoken('audience', {
  /** Whom a surprise is for. */
  is: {
    everyone: 'everyone',
    somebody: 'somebody',
    later: 'one person, chosen later',
    parts: (names: readonly string[]) => `whoever plays ${listed(names)}`,
    people: (names: readonly string[]) => listed(names),
    many: (count: number) => counted(count, 'person', 'people'),
    allBut: (people: string) => `all but ${people}`,
    roles: { facilitator: 'facilitators', participant: 'participants', observer: 'observers' },
    list: (all: readonly string[]) => listed(all),
  },
  /** On a whisper that others got, too. */
  withOthers: (others: number) => `Only you and ${counted(others, 'other', 'others')} see this`,
  for: (audience: string) => `for ${audience}`,
  meaning: 'Only they get it, and nobody else sees it land.',
  /** The list it is chosen from. */
  choice: {
    everyone: 'Everyone',
    later: 'One person, chosen later',
    part: (name: string) => `Whoever plays ${name}`,
    roles: {
      facilitator: 'All facilitators',
      participant: 'All participants',
      observer: 'All observers',
    },
    people: 'Some people…',
    allBut: 'All but…',
    who: 'Who gets it',
    whoNot: 'Who does not get it',
    now: (people: string) => `Just now: ${people}`,
    nobody: 'Just now: nobody',
  },
  change: {
    name: 'Whom it is for',
    save: 'Change whom it is for',
    saved: 'Changed whom it is for',
  },
  missing: 'Tick somebody first.',
  seen: {
    name: 'Seen by',
    by: (count: number, all: number) =>
      `seen by ${count.toLocaleString()} of ${all.toLocaleString()}`,
    at: (name: string, time: string) => `${name} at ${time}`,
    who: (names: readonly string[]) => `Seen by ${listed(names)}.`,
    nobody: 'Nobody has had it before their eyes yet.',
    notYet: (names: readonly string[]) => `Not yet by ${listed(names)}.`,
  },
  answers: {
    name: 'Private answers',
    field: 'Answer privately',
    hint: 'Only the facilitators read it',
    back: (name: string) => `Answer ${name} privately`,
    backHint: (name: string) => `Only ${name} and facilitators read it`,
    send: 'Answer',
    sending: 'One moment…',
    thread: (name: string) => `With ${name}`,
    mine: 'You',
    unread: (count: number) => counted(count, 'new answer', 'new answers'),
    came: (name: string, title: string) => `${name} answered privately: ${title}`,
    show: 'Show the new answer',
  },
})
