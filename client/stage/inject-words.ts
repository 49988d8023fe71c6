import type { Component } from 'svelte'
import ChartLine from '@lucide/svelte/icons/chart-line'
import CircleAlert from '@lucide/svelte/icons/circle-alert'
import Image from '@lucide/svelte/icons/image'
import Info from '@lucide/svelte/icons/info'
import MessageSquare from '@lucide/svelte/icons/message-square'
import Phone from '@lucide/svelte/icons/phone'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import type { InjectContent, InjectKind } from '../../shared/stage/inject.ts'
import { injectWords } from '../words/inject.ts'

type Tone = 'plain' | 'calm' | 'warn' | 'bad'
interface Look {
  readonly word: string
  readonly icon: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>
  readonly tone: Tone
}

const { kinds, alerts } = injectWords

const lookByKind: Readonly<Record<Exclude<InjectKind, 'alert'>, Look>> = {
  message: { word: kinds.message, icon: MessageSquare, tone: 'plain' },
  log: { word: kinds.log, icon: ScrollText, tone: 'plain' },
  chart: { word: kinds.chart, icon: ChartLine, tone: 'plain' },
  call: { word: kinds.call, icon: Phone, tone: 'calm' },
  image: { word: kinds.image, icon: Image, tone: 'plain' },
}

const lookBySeverity = {
  info: { word: alerts.info, icon: Info, tone: 'calm' },
  warning: { word: alerts.warning, icon: TriangleAlert, tone: 'warn' },
  critical: { word: alerts.critical, icon: CircleAlert, tone: 'bad' },
} as const satisfies Record<string, Look>

/** The word, icon and tone of an inject. The word carries the meaning, the others repeat it. */
export function lookOf(content: InjectContent): Look {
  return content.kind === 'alert' ? lookBySeverity[content.severity] : lookByKind[content.kind]
}
