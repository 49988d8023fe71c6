import { spoken } from './spoken.ts'

/** The wordless signals, and what they ask of the others. */
export const cueWords = spoken('cues', {
  kinds: {
    slower: { label: 'Slower', asks: 'Let us take a breath' },
    tacet: { label: 'Tacet', asks: 'Quiet for a moment, please' },
    solo: { label: 'Solo', asks: 'I take this alone for a moment' },
    swap: { label: 'Swap', asks: 'Who takes over my part?' },
    echo: { label: 'Echo back', asks: 'Say back what you heard' },
    help: { label: 'Need help', asks: 'Who can lend a hand?' },
  },
  menu: {
    open: 'Cue',
    name: 'Raise a cue',
    heading: 'Everybody sees it for some seconds',
  },
  raised: {
    name: 'Cues',
    /** `{asks}` is what the cue asks of the others. */
    by: '{name}: {asks}',
    /** Whose name is not known. */
    somebody: 'Somebody',
  },
})
