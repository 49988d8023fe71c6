import { spoken } from './spoken.ts'

/** Every sentence that names a kind of card: how a noun joins the rest differs by language. */
export const kindWords = spoken('card-kinds', {
  hypothesis: {
    one: 'hypothesis',
    /** What a new one asks for. */
    ask: 'What might be going on?',
    fresh: 'New hypothesis',
    add: 'Add a hypothesis',
    goOn: 'Go on with a hypothesis:',
    put: 'Put on the board as a hypothesis',
    isOnBoard: 'On the board as a hypothesis',
  },
  action: {
    one: 'action',
    ask: 'What could somebody try?',
    fresh: 'New action',
    add: 'Add an action',
    goOn: 'Go on with an action:',
    put: 'Put on the board as an action',
    isOnBoard: 'On the board as an action',
  },
  signal: {
    one: 'signal',
    ask: 'What do you see or hear?',
    fresh: 'New signal',
    add: 'Add a signal',
    goOn: 'Go on with a signal:',
    put: 'Put on the board as a signal',
    isOnBoard: 'On the board as a signal',
  },
})
