import chartLineIcon from 'lucide-static/icons/chart-line.svg?raw'
import circleAlertIcon from 'lucide-static/icons/circle-alert.svg?raw'
import imageIcon from 'lucide-static/icons/image.svg?raw'
import infoIcon from 'lucide-static/icons/info.svg?raw'
import messageSquareIcon from 'lucide-static/icons/message-square.svg?raw'
import phoneIcon from 'lucide-static/icons/phone.svg?raw'
import scrollTextIcon from 'lucide-static/icons/scroll-text.svg?raw'
import triangleAlertIcon from 'lucide-static/icons/triangle-alert.svg?raw'
import type { InjectContent, InjectKind } from '../../shared/stage/inject.ts'
import { injectWords } from '../words/inject.ts'
import type { Drawing } from '../ui/icon.ts'

type Tone = 'plain' | 'calm' | 'warn' | 'bad'
interface Look {
  readonly word: string
  readonly icon: Drawing
  readonly tone: Tone
}

const { kinds, alerts } = injectWords

const lookByKind: Readonly<Record<Exclude<InjectKind, 'alert'>, Look>> = {
  message: { word: kinds.message, icon: messageSquareIcon, tone: 'plain' },
  log: { word: kinds.log, icon: scrollTextIcon, tone: 'plain' },
  chart: { word: kinds.chart, icon: chartLineIcon, tone: 'plain' },
  call: { word: kinds.call, icon: phoneIcon, tone: 'calm' },
  image: { word: kinds.image, icon: imageIcon, tone: 'plain' },
}

const lookBySeverity = {
  info: { word: alerts.info, icon: infoIcon, tone: 'calm' },
  warning: { word: alerts.warning, icon: triangleAlertIcon, tone: 'warn' },
  critical: { word: alerts.critical, icon: circleAlertIcon, tone: 'bad' },
} as const satisfies Record<string, Look>

/** The word, icon and tone of an inject. The word carries the meaning, the others repeat it. */
export function lookOf(content: InjectContent): Look {
  return content.kind === 'alert' ? lookBySeverity[content.severity] : lookByKind[content.kind]
}
