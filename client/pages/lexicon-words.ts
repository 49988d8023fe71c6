/** A word of the practice and what we mean by it. */
export interface Word {
  readonly word: string
  readonly means: string
}

/** The words in the order somebody meets them. */
export const lexicon: readonly { readonly title: string; readonly words: readonly Word[] }[] = [
  {
    title: 'Playing together',
    words: [
      {
        word: 'Session',
        means:
          'One exercise, from the lobby where people gather to the debrief where they talk it over. It can be replayed for as long as it is kept.',
      },
      {
        word: 'Series',
        means:
          'Sessions that come back, every Thursday, say. What one of them found is waiting in the next.',
      },
      {
        word: 'Format',
        means:
          'How a session is played: freely improvised, by a script, as a game of chance. It gives the board its words and its parts.',
      },
      {
        word: 'Scenario',
        means: 'The tune that was prepared: a situation to start from, and surprises to come.',
      },
      {
        word: 'Role',
        means:
          'What the link you came by lets you do: facilitators lead the exercise, participants play it, observers watch and touch nothing.',
      },
      {
        word: 'Part',
        means:
          'What you play today, whatever your role and your job: conductor, scribe, hands on keyboard. Parts are taken, swapped and put down.',
      },
      {
        word: 'Conductor',
        means:
          'Keeps the group together by asking and pointing, not by ordering. The part wanders: whoever has it hands it over in a sentence, and the next one says it back.',
      },
      {
        word: 'Read-back',
        means:
          'Saying in your own words what you have just been given. A hand-over counts once it was read back; until then it is in the air.',
      },
    ],
  },
  {
    title: 'On the board',
    words: [
      {
        word: 'Board',
        means:
          'The one picture everybody shares: what we believe, what we try, what we notice, and who is on what.',
      },
      {
        word: 'Signal',
        means: 'Something seen or heard, written down as it is and not explained yet.',
      },
      {
        word: 'Hypothesis',
        means:
          'A guess at what is going on. Half a guess is welcome: others can only doubt what they can read.',
      },
      {
        word: 'Action',
        means:
          'Something somebody could do next, to find out or to help. Whoever takes it says so.',
      },
      {
        word: 'Evidence',
        means:
          'A line from a signal to a hypothesis that says whether it supports or contradicts it. An action can test a hypothesis, or act on it.',
      },
      {
        word: 'Untested',
        means:
          'A hypothesis that nothing speaks for and nobody has tried yet. It may well be right; we just do not know.',
      },
    ],
  },
  {
    title: 'What happens to you',
    words: [
      {
        word: 'Inject',
        means:
          'A surprise that lands while you play, prepared or made up on the spot: a message, an alert, a log, a call. It stops nobody’s hands.',
      },
      {
        word: 'Run of show',
        means:
          'The facilitator’s list of injects, in order. Any of them can be held, dropped or brought forward. Elsewhere it is called an MSEL.',
      },
      { word: 'Audience', means: 'Who gets an inject: everyone, or one person.' },
      {
        word: 'Whisper',
        means:
          'An inject for one person alone. What they make of it, and whether they tell, is part of the exercise.',
      },
      {
        word: 'Fermata',
        means:
          'A held note. The clock stands still while everybody answers for themselves what is happening and what comes next; then the answers are laid side by side. Going on, no surprise has lost a second.',
      },
      {
        word: 'Time bracket',
        means:
          'A few minutes in which everyone writes without seeing the others. At its end all is shown at once.',
      },
      {
        word: 'Tuning',
        means:
          'A short round at the start: each says their first reading, somebody else says it back until the first one nods.',
      },
    ],
  },
  {
    title: 'Talking without many words',
    words: [
      {
        word: 'Channel',
        means:
          'The session’s chat. A message that is more than talk becomes a card in one gesture.',
      },
      {
        word: 'Cue',
        means:
          'A sign without words that anybody may give and everybody sees for a moment: slower, tacet (quiet, please), solo (I take this alone), swap (who takes my part?), echo back (say what you heard), need help.',
      },
    ],
  },
  {
    title: 'Hearing it again',
    words: [
      {
        word: 'Take',
        means:
          'One playing of a scenario. A second take starts from any bar of an earlier one, and may go another way.',
      },
      { word: 'Bar', means: 'A minute of exercise time.' },
      { word: 'Ictus', means: 'The moment an inject lands: the beat everybody hears.' },
      {
        word: 'Score',
        means:
          'The session drawn as music: a stave for each person, a note for each edit, a stroke of the gong for each inject.',
      },
      {
        word: 'Riff',
        means: 'A move that worked and that the group wants to play again.',
      },
      {
        word: 'Debrief',
        means: 'The talk afterwards. It asks how things went the way they did, never who failed.',
      },
      {
        word: 'Ensemble measures',
        means:
          'Descriptions of how the group played together, each with its definition and what it was read from. Nobody gets a mark.',
      },
    ],
  },
]

/** Where a word stands on its page: `/lexicon#time-bracket`. */
export function anchorOf(word: string): string {
  return word.toLowerCase().replace(/[^a-z]+/g, '-')
}
