import arrowLeftRightIcon from 'lucide-static/icons/arrow-left-right.svg?raw'
import lifeBuoyIcon from 'lucide-static/icons/life-buoy.svg?raw'
import micIcon from 'lucide-static/icons/mic.svg?raw'
import repeat2Icon from 'lucide-static/icons/repeat-2.svg?raw'
import turtleIcon from 'lucide-static/icons/turtle.svg?raw'
import volumeOffIcon from 'lucide-static/icons/volume-off.svg?raw'
import type { Cue } from '../../shared/stage/cue.ts'
import { cueWords } from '../words/cues.ts'
import type { Drawing } from '../ui/icon.ts'

interface CueWords {
  readonly label: string
  /** What it asks of the others. */
  readonly asks: string
  /** The key that raises it. */
  readonly key: string
  readonly icon: Drawing
}

const { kinds } = cueWords

/** The words, keys and icons of the cues, in the order they are offered. */
export const wordsByCue: Record<Cue, CueWords> = {
  slower: { ...kinds.slower, key: '1', icon: turtleIcon },
  tacet: { ...kinds.tacet, key: '2', icon: volumeOffIcon },
  solo: { ...kinds.solo, key: '3', icon: micIcon },
  swap: { ...kinds.swap, key: '4', icon: arrowLeftRightIcon },
  echo: { ...kinds.echo, key: '5', icon: repeat2Icon },
  help: { ...kinds.help, key: '6', icon: lifeBuoyIcon },
}
