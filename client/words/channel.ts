import { listed } from './listed.ts'
import { spoken } from './spoken.ts'

/** What the channel says around what people say in it. */
export const channelWords = spoken('channel', {
  title: 'Channel',
  meaning: 'The chat of the session. A message can become a card on the board.',
  closed: 'The session is closed. What was said stays.',
  readOnly: 'You are here to watch; the channel is read-only for observers.',
  /** Whose name is not known. */
  somebody: 'Somebody',
  list: {
    name: 'Messages',
    quiet: 'Nobody has said anything yet.',
    greet: 'Nobody has said anything yet. A greeting is a fine first note.',
    earlier: (count: number) => `Show earlier messages (${count})`,
    fresh: 'New',
    news: (count: number) => `${count} new`,
    newsForMe: (count: number, forMe: number) => `${count} new, ${forMe} for you`,
    /** Read aloud when somebody speaks to whoever listens. */
    toMe: (name: string, text: string) => `${name} to you: ${text}`,
  },
  message: {
    name: 'Message',
    tools: 'What to do with this message',
  },
  tools: {
    pick: 'Reactions to choose from',
    react: 'React',
    reply: 'Reply',
    reactWith: (emoji: string) => `React with ${emoji}`,
    takeOff: (emoji: string) => `Take your ${emoji} off`,
  },
  reactions: {
    name: 'Reactions',
    /** Stands right before the emoji. */
    whose: (names: readonly string[]) => `${listed(names)}: `,
    all: (names: readonly string[], emoji: string) => `${listed(names)}: ${emoji}`,
  },
  quote: {
    /** Only `{name}` is seen, the rest is read aloud. */
    to: 'In reply to {name}',
    gone: 'In reply to a message that is not here any more',
    show: 'Show this message',
  },
  composer: {
    name: 'Say something to everyone',
    hint: 'Say something, @name or /',
    send: 'Send (Enter)',
    noReply: 'Do not reply to this (Escape)',
  },
  /** What is offered while one types. */
  offers: {
    people: 'People',
    cues: 'Cues',
    commands: 'Commands',
  },
  onBoard: {
    show: 'Show',
  },
})
