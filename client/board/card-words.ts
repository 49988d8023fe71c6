import circleIcon from 'lucide-static/icons/circle.svg?raw'
import circleCheckIcon from 'lucide-static/icons/circle-check.svg?raw'
import circleDotIcon from 'lucide-static/icons/circle-dot.svg?raw'
import circleSlashIcon from 'lucide-static/icons/circle-slash.svg?raw'
import circleXIcon from 'lucide-static/icons/circle-x.svg?raw'
import flaskConicalIcon from 'lucide-static/icons/flask-conical.svg?raw'
import handIcon from 'lucide-static/icons/hand.svg?raw'
import lightbulbIcon from 'lucide-static/icons/lightbulb.svg?raw'
import radioTowerIcon from 'lucide-static/icons/radio-tower.svg?raw'
import type {
  ActionStatus,
  CardKind,
  Confidence,
  HypothesisStatus,
} from '../../shared/board/card.ts'
import type { Relation } from '../../shared/board/link.ts'
import { cardWords } from '../words/card.ts'
import type { Drawing } from '../ui/icon.ts'

type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'calm'

interface Word {
  readonly label: string
  readonly icon: Drawing
  readonly tone: Tone
}

const say = cardWords.status

/** The words, icons and colours of the board's states; a colour only ever repeats a word. */
export const wordByHypothesisStatus: Record<HypothesisStatus, Word> = {
  proposed: { label: say.proposed, icon: lightbulbIcon, tone: 'plain' },
  testing: { label: say.testing, icon: flaskConicalIcon, tone: 'warn' },
  supported: { label: say.supported, icon: circleCheckIcon, tone: 'good' },
  refuted: { label: say.refuted, icon: circleXIcon, tone: 'bad' },
}

export const wordByActionStatus: Record<ActionStatus, Word> = {
  open: { label: say.open, icon: circleIcon, tone: 'plain' },
  doing: { label: say.doing, icon: circleDotIcon, tone: 'warn' },
  done: { label: say.done, icon: circleCheckIcon, tone: 'good' },
  dropped: { label: say.dropped, icon: circleSlashIcon, tone: 'bad' },
}

export const wordByConfidence: Record<Confidence, string> = {
  low: cardWords.confidence.low,
  medium: cardWords.confidence.medium,
  high: cardWords.confidence.high,
}

export const iconOfKind: Record<CardKind, Drawing> = {
  hypothesis: lightbulbIcon,
  action: handIcon,
  signal: radioTowerIcon,
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
