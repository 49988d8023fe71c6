import type { Component } from 'svelte'
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right'
import LifeBuoy from '@lucide/svelte/icons/life-buoy'
import Mic from '@lucide/svelte/icons/mic'
import Repeat2 from '@lucide/svelte/icons/repeat-2'
import Turtle from '@lucide/svelte/icons/turtle'
import VolumeOff from '@lucide/svelte/icons/volume-off'
import type { Cue } from '../../shared/stage/cue.ts'
import { cueWords } from '../words/cues.ts'

interface CueWords {
  readonly label: string
  /** What it asks of the others. */
  readonly asks: string
  /** The key that raises it. */
  readonly key: string
  readonly icon: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>
}

const { kinds } = cueWords

/** The words, keys and icons of the cues, in the order they are offered. */
export const wordsByCue: Record<Cue, CueWords> = {
  slower: { ...kinds.slower, key: '1', icon: Turtle },
  tacet: { ...kinds.tacet, key: '2', icon: VolumeOff },
  solo: { ...kinds.solo, key: '3', icon: Mic },
  swap: { ...kinds.swap, key: '4', icon: ArrowLeftRight },
  echo: { ...kinds.echo, key: '5', icon: Repeat2 },
  help: { ...kinds.help, key: '6', icon: LifeBuoy },
}
