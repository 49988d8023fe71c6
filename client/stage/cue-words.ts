import type { Component } from 'svelte'
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right'
import LifeBuoy from '@lucide/svelte/icons/life-buoy'
import Mic from '@lucide/svelte/icons/mic'
import Repeat2 from '@lucide/svelte/icons/repeat-2'
import Turtle from '@lucide/svelte/icons/turtle'
import VolumeOff from '@lucide/svelte/icons/volume-off'
import type { Cue } from '../../shared/stage/cue.ts'

interface CueWords {
  readonly label: string
  /** What it asks of the others. */
  readonly asks: string
  /** The key that raises it. */
  readonly key: string
  readonly icon: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>
}

/** The words, keys and icons of the cues, in the order they are offered. */
export const wordsByCue: Record<Cue, CueWords> = {
  slower: { label: 'Slower', asks: 'Let us take a breath', key: '1', icon: Turtle },
  tacet: { label: 'Tacet', asks: 'Quiet for a moment, please', key: '2', icon: VolumeOff },
  solo: { label: 'Solo', asks: 'I take this alone for a moment', key: '3', icon: Mic },
  swap: { label: 'Swap', asks: 'Who takes over my part?', key: '4', icon: ArrowLeftRight },
  echo: { label: 'Echo back', asks: 'Say back what you heard', key: '5', icon: Repeat2 },
  help: { label: 'Need help', asks: 'Who can lend a hand?', key: '6', icon: LifeBuoy },
}
