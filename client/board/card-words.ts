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

type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>
type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'calm'

interface Word {
  readonly label: string
  readonly icon: Icon
  readonly tone: Tone
}

/** The words, icons and colours of the board's states; a colour only ever repeats a word. */
export const wordByHypothesisStatus: Record<HypothesisStatus, Word> = {
  proposed: { label: 'Proposed', icon: Lightbulb, tone: 'plain' },
  testing: { label: 'Testing', icon: FlaskConical, tone: 'warn' },
  supported: { label: 'Supported', icon: CircleCheck, tone: 'good' },
  refuted: { label: 'Refuted', icon: CircleX, tone: 'bad' },
}

export const wordByActionStatus: Record<ActionStatus, Word> = {
  open: { label: 'Open', icon: Circle, tone: 'plain' },
  doing: { label: 'Doing', icon: CircleDot, tone: 'warn' },
  done: { label: 'Done', icon: CircleCheck, tone: 'good' },
  dropped: { label: 'Dropped', icon: CircleSlash, tone: 'bad' },
}

export const wordByConfidence: Record<Confidence, string> = {
  low: 'Hunch',
  medium: 'Fairly sure',
  high: 'Very sure',
}

interface KindWords {
  readonly icon: Icon
  /** "a hypothesis" */
  readonly one: string
  /** The key that adds one from anywhere on the board. */
  readonly key: string
  /** What a new one asks for. */
  readonly ask: string
}

export const wordsByKind: Record<CardKind, KindWords> = {
  hypothesis: { icon: Lightbulb, one: 'hypothesis', key: 'h', ask: 'What might be going on?' },
  action: { icon: Hand, one: 'action', key: 'a', ask: 'What could somebody try?' },
  signal: { icon: RadioTower, one: 'signal', key: 's', ask: 'What do you see or hear?' },
}

/** "a hypothesis", "an action" */
export function aKind(kind: CardKind): string {
  return `${kind === 'action' ? 'an' : 'a'} ${wordsByKind[kind].one}`
}

/** The columns from left to right. */
export const kinds: readonly CardKind[] = ['hypothesis', 'action', 'signal']

/** A link as a card tells it: `out` from the signal or action, `in` from the hypothesis. */
export const wordByRelation: Record<
  Relation,
  { readonly out: string; readonly in: string; readonly mark: string }
> = {
  supports: { out: 'Supports', in: 'Supported by', mark: '▲' },
  contradicts: { out: 'Contradicts', in: 'Contradicted by', mark: '▼' },
  tests: { out: 'Tests', in: 'Tested by', mark: '◆' },
  'acts on': { out: 'Acts on', in: 'Acted on by', mark: '▶' },
}
