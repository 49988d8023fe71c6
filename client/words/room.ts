import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** What the facilitator's quiet view of the room says: information, never a mark. */
export const roomWords = spoken('room', {
  title: 'The room',
  means:
    'What your page sees of the others, in the order they came: for you alone. A silence is counted from when your page opened, and may be thinking.',
  nobody: 'Nobody plays yet.',
  is: {
    gone: 'not here',
    behind: 'has another window in front',
    busy: 'writing now',
    active: 'active',
    /** @param minutes whole minutes without a word, a cue or a touch of the board */
    quiet: (minutes: number) => `quiet for ${minutes.toLocaleString()} min`,
  },
  holds: (actions: number) => `holds ${counted(actions, 'action', 'actions')}`,
  player: (name: string, what: readonly string[]) => `${name}: ${what.join(', ')}`,
  lying: 'Nobody made a card of',
  whisper: (title: string, name: string) => `${title} (whisper to ${name})`,
  more: (count: number) => `and ${count.toLocaleString()} earlier`,
})
