import { spoken } from './spoken.ts'

/** What a card says once it is opened: its text, its links and its story. */
export const cardMoreWords = spoken('card-more', {
  onIt: (names: readonly string[]) => `On it: ${names.join(', ')}`,
  takeOff: 'Take off the board',
  text: {
    label: 'Text',
    ask: 'Say more: **bold**, `code`, - lists, links…',
    write: 'Write in the text',
  },
  links: {
    link: 'Link',
    takeAway: (title: string) => `Take away the link to “${title}”`,
    /** What is linked already, by the relation: `out` from the signal or action. */
    is: {
      supports: { out: 'Supports {title}', in: 'Supported by {title}' },
      contradicts: { out: 'Contradicts {title}', in: 'Contradicted by {title}' },
      tests: { out: 'Tests {title}', in: 'Tested by {title}' },
      'acts on': { out: 'Acts on {title}', in: 'Acted on by {title}' },
    },
    /** Leads to the cards to choose from. */
    choose: {
      supports: { out: 'Supports…', in: 'Supported by…' },
      contradicts: { out: 'Contradicts…', in: 'Contradicted by…' },
      tests: { out: 'Tests…', in: 'Tested by…' },
      'acts on': { out: 'Acts on…', in: 'Acted on by…' },
    },
  },
  story: {
    title: 'How it came to this',
    lookingUp: 'Looking it up…',
    failed: 'This could not be fetched. Try again.',
  },
})
