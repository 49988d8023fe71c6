import { spoken } from './spoken.ts'

/**
 * What the practice's own words mean, in the order somebody meets them. The names of chapters and
 * words are their addresses on the page, `/lexicon#time-bracket`, in every language.
 */
export const lexiconWords = spoken('lexicon', {
  page: {
    title: 'Lexicon',
    lead: 'Practising incidents has words of its own, many of them borrowed from music. This is what we mean by them here.',
    idea: 'The idea behind all of it is Matt Davis’s {work}: a team of experts becomes an expert team by playing together.',
    work: 'Practice of Practice',
  },
  chapters: {
    'playing-together': {
      title: 'Playing together',
      words: {
        session: {
          word: 'Session',
          means:
            'One exercise, from the lobby where people gather to the debrief where they talk it over. It can be replayed for as long as it is kept.',
        },
        series: {
          word: 'Series',
          means:
            'Sessions that come back, every Thursday, say. What one of them found is waiting in the next.',
        },
        format: {
          word: 'Format',
          means:
            'How a session is played: freely improvised, by a script, as a game of chance. It gives the board its words and its parts.',
        },
        scenario: {
          word: 'Scenario',
          means: 'The tune that was prepared: a situation to start from, and surprises to come.',
        },
        role: {
          word: 'Role',
          means:
            'What the link you came by lets you do: facilitators lead the exercise, participants play it, observers watch and touch nothing.',
        },
        part: {
          word: 'Part',
          means:
            'What you play today, whatever your role and your job: conductor, scribe, hands on keyboard. Parts are taken, swapped and put down.',
        },
        conductor: {
          word: 'Conductor',
          means:
            'Keeps the group together by asking and pointing, not by ordering. The part wanders: whoever has it hands it over in a sentence, and the next one says it back.',
        },
        stand: {
          word: 'Stand',
          means:
            'Where the exercise is led from: clock, run of show, people. Whoever has it may hand it over; it is theirs who says that they have it.',
        },
        'read-back': {
          word: 'Read-back',
          means:
            'Saying in your own words what you have just been given. A hand-over counts once it was read back; until then it is in the air.',
        },
      },
    },
    'on-the-board': {
      title: 'On the board',
      words: {
        board: {
          word: 'Board',
          means:
            'The one picture everybody shares: what we believe, what we try, what we notice, and who is on what.',
        },
        'steady-state': {
          word: 'Steady state',
          means: 'What normal looks like, in numbers that everybody can read off.',
        },
        'blast-radius': {
          word: 'Blast radius',
          means: 'How far a disturbance may spread, and what stays out of its reach.',
        },
        'abort-rule': {
          word: 'Abort rule',
          means: 'What makes everybody stop at once, agreed beforehand. Anybody may say stop.',
        },
        signal: {
          word: 'Signal',
          means: 'Something seen or heard, written down as it is and not explained yet.',
        },
        hypothesis: {
          word: 'Hypothesis',
          means:
            'A guess at what is going on. Half a guess is welcome: others can only doubt what they can read.',
        },
        action: {
          word: 'Action',
          means:
            'Something somebody could do next, to find out or to help. Whoever takes it says so.',
        },
        evidence: {
          word: 'Evidence',
          means:
            'A line from a signal to a hypothesis that says whether it supports or contradicts it. An action can test a hypothesis, or act on it.',
        },
        untested: {
          word: 'Untested',
          means:
            'A hypothesis that nothing speaks for and nobody has tried yet. It may well be right; we just do not know.',
        },
      },
    },
    'what-happens-to-you': {
      title: 'What happens to you',
      words: {
        inject: {
          word: 'Inject',
          means:
            'A surprise that lands while you play, prepared or made up on the spot: a message, an alert, a log, a call. It stops nobody’s hands.',
        },
        'run-of-show': {
          word: 'Run of show',
          means:
            'The facilitator’s list of injects, in order. Any of them can be held, dropped or brought forward. Elsewhere it is called an MSEL.',
        },
        branch: {
          word: 'Branch',
          means:
            'A surprise that lets you choose. Once more than half agree, or the facilitator has settled it, what was chosen decides what comes.',
        },
        audience: {
          word: 'Audience',
          means:
            'Who gets an inject: everyone, one person, whoever plays a part, those who watch, or all but some.',
        },
        whisper: {
          word: 'Whisper',
          means:
            'An inject for one person alone. What they make of it, and whether they tell, is part of the exercise.',
        },
        fermata: {
          word: 'Fermata',
          means:
            'A held note. The clock stands still while everybody answers for themselves what is happening and what comes next; then the answers are laid side by side. Going on, no surprise has lost a second.',
        },
        'time-bracket': {
          word: 'Time bracket',
          means:
            'A few minutes in which everyone writes without seeing the others, while the clock goes on. At its end all is shown at once.',
        },
        tuning: {
          word: 'Tuning',
          means:
            'A short round at the start: each says their first reading, somebody else says it back until the first one nods.',
        },
      },
    },
    'talking-without-many-words': {
      title: 'Talking without many words',
      words: {
        channel: {
          word: 'Channel',
          means:
            'The session’s chat. A message that is more than talk becomes a card in one gesture.',
        },
        tag: {
          word: 'Tag',
          means:
            'What somebody takes a message for: a signal, a question, a decision, a surprise. Blind tags are each person’s own until they are revealed together.',
        },
        cue: {
          word: 'Cue',
          means:
            'A sign without words that anybody may give and everybody sees for a moment: slower, tacet (quiet, please), solo (I take this alone), swap (who takes my part?), echo back (say what you heard), need help.',
        },
      },
    },
    'hearing-it-again': {
      title: 'Hearing it again',
      words: {
        take: {
          word: 'Take',
          means:
            'One playing of a scenario. A second take starts from any bar of an earlier one, and may go another way.',
        },
        bar: { word: 'Bar', means: 'A minute of exercise time.' },
        ictus: { word: 'Ictus', means: 'The moment an inject lands: the beat everybody hears.' },
        score: {
          word: 'Score',
          means:
            'The session drawn as music: a stave for each person, a note for each edit, a stroke of the gong for each inject.',
        },
        riff: { word: 'Riff', means: 'A move that worked and that the group wants to play again.' },
        debrief: {
          word: 'Debrief',
          means: 'The talk afterwards. It asks how things went the way they did, never who failed.',
        },
        agreement: {
          word: 'Agreement',
          means:
            'How much more people read the same messages in the same way than by chance. It describes the group; where readings differ is where to talk.',
        },
        'ensemble-measures': {
          word: 'Ensemble measures',
          means:
            'Descriptions of how the group played together, each with its definition and what it was read from. Nobody gets a mark.',
        },
      },
    },
  },
})
