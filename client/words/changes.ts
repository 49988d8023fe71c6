import { spoken } from './spoken.ts'

/** What was done to a card, said of one that is named and of one that is plain from around it. */
function ofCard(card: string) {
  return {
    removed: `{who} took ${card} off the board`,
    restored: `{who} put ${card} back`,
    moved: `{who} moved ${card}`,
    titled: `{who} wrote ${card}`,
    written: `{who} wrote in ${card}`,
    status: `{who} set ${card} to {status}`,
    noStatus: `{who} set ${card} to nothing`,
    confident: `{who} put {confidence} confidence in ${card}`,
    unsure: `{who} left the confidence in ${card} open`,
    taken: `{who} took ${card}`,
    assigned: `{who} put {person} on ${card}`,
    left: `{who} left ${card} to whoever wants it`,
    offered: `{who} offered ${card} to {person}`,
    settled: `{who} settled the offer of ${card}`,
    observed: `{who} corrected when ${card} was seen`,
    linked: {
      supports: `{who} linked ${card} as support for “{other}”`,
      contradicts: `{who} linked ${card} as contradicting “{other}”`,
      tests: `{who} linked ${card} as a test of “{other}”`,
      'acts on': `{who} linked ${card} as acting on “{other}”`,
      somehow: `{who} linked ${card} to “{other}”`,
    },
    unlinked: `{who} took away the link from ${card} to “{other}”`,
  }
}

/** What people did to the board, as a card's story and the replay tell it. */
export const changesWords = spoken('changes', {
  /** Their names where there is none. */
  server: 'The server',
  somebody: 'Somebody',
  added: {
    hypothesis: '{who} added a hypothesis: “{card}”',
    action: '{who} added an action: “{card}”',
    signal: '{who} added a signal: “{card}”',
    it: '{who} put it on the board',
  },
  named: ofCard('“{card}”'),
  it: ofCard('it'),
  /** In `{status}`. */
  status: {
    proposed: 'proposed',
    testing: 'testing',
    supported: 'supported',
    refuted: 'refuted',
    open: 'open',
    doing: 'doing',
    done: 'done',
    dropped: 'dropped',
  },
  /** In `{confidence}`. */
  confidence: {
    low: 'low',
    medium: 'medium',
    high: 'high',
  },
  /** Of one's own line, and of somebody else's. */
  doing: {
    asked: '{who} asked for help',
    askedWith: '{who} asked for help with: {text}',
    free: '{who} is free again',
    on: '{who} is on: {text}',
    theyAreFree: '{who} says that {person} is free again',
    theyAreOn: '{who} says that {person} is on: {text}',
  },
  part: {
    none: '{who} plays no part any more',
    plays: '{who} plays: {part}',
    theyPlayNone: '{who} says that {person} plays no part any more',
    theyPlay: '{who} says that {person} plays: {part}',
  },
  notes: '{who} wrote in the notes',
  plan: {
    steadyState: '{who} wrote the steady state',
    hypothesis: '{who} wrote the hypothesis of the experiment',
    blastRadius: '{who} wrote the blast radius',
    abortRule: '{who} wrote the abort rule',
  },
})
