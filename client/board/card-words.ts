import Circle from '@lucide/svelte/icons/circle'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDot from '@lucide/svelte/icons/circle-dot'
import CircleSlash from '@lucide/svelte/icons/circle-slash'
import CircleX from '@lucide/svelte/icons/circle-x'
import FlaskConical from '@lucide/svelte/icons/flask-conical'
import Hand from '@lucide/svelte/icons/hand'
import Lightbulb from '@lucide/svelte/icons/lightbulb'
import RadioTower from '@lucide/svelte/icons/radio-tower'
import type { Component } from 'svelte'
import type {
  ActionStatus,
  CardKind,
  Confidence,
  HypothesisStatus,
} from '../../shared/board/card.ts'
import type { Relation } from '../../shared/board/link.ts'
import { cardWords } from '../words/card.ts'

type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>
type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'calm'

interface Word {
  readonly label: string
  readonly icon: Icon
  readonly tone: Tone
}

const say = cardWords.status

/** The words, icons and colours of the board's states; a colour only ever repeats a word. */
export const wordByHypothesisStatus: Record<HypothesisStatus, Word> = {
  proposed: { label: say.proposed, icon: Lightbulb, tone: 'plain' },
  testing: { label: say.testing, icon: FlaskConical, tone: 'warn' },
  supported: { label: say.supported, icon: CircleCheck, tone: 'good' },
  refuted: { label: say.refuted, icon: CircleX, tone: 'bad' },
}

export const wordByActionStatus: Record<ActionStatus, Word> = {
  open: { label: say.open, icon: Circle, tone: 'plain' },
  doing: { label: say.doing, icon: CircleDot, tone: 'warn' },
  done: { label: say.done, icon: CircleCheck, tone: 'good' },
  dropped: { label: say.dropped, icon: CircleSlash, tone: 'bad' },
}

export const wordByConfidence: Record<Confidence, string> = {
  low: cardWords.confidence.low,
  medium: cardWords.confidence.medium,
  high: cardWords.confidence.high,
}

export const iconOfKind: Record<CardKind, Icon> = {
  hypothesis: Lightbulb,
  action: Hand,
  signal: RadioTower,
}

/** The key that adds a card of a kind from anywhere on the board. */
export const keyOfKind: Record<CardKind, string> = { hypothesis: 'h', action: 'a', signal: 's' }

/** The columns in the order in which they are read. */
export const kinds: readonly CardKind[] = ['hypothesis', 'action', 'signal']

/** The signs of what a link says, beside its words: they point nowhere. */
export const markByRelation: Record<Relation, string> = {
  supports: '▲',
  contradicts: '▼',
  tests: '◆',
  'acts on': '▶',
}
