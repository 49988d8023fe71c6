import { listed } from './listed.ts'
import { spoken } from './spoken.ts'

/** What the composer's commands say. Their names, behind the slash, are the same in any language. */
export const commandWords = spoken('channel-commands', {
  /** What to write behind a command. */
  takes: {
    text: 'text',
    name: 'name',
  },
  card: {
    /** @param ask the question that a card of its kind answers */
    missing: (ask: string, name: string) => `${ask} Write it behind /${name}.`,
  },
  doing: {
    help: 'Say what you are doing',
    missing: 'What are you doing? Write it behind /on.',
    tooLong: (most: number) => `What you are doing fits into ${most} letters.`,
    done: 'Everybody sees what you are doing',
  },
  cue: {
    help: 'Raise a cue for everybody',
    unknown: (names: readonly string[]) =>
      `The cues are ${names.join(', ')}: write one behind /cue.`,
  },
  help: 'Show what can be done here',
  unknown: (name: string, known: readonly string[]) =>
    `There is no ${name}. There is ${listed(known)}. To say a line that begins with a slash, begin it with two.`,
})
