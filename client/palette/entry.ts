import type { Findable } from '../ui/match.ts'
import type { Drawing } from '../ui/icon.ts'

/** Something the palette finds. */
export interface Entry extends Findable {
  /** The same each time the palette is opened, so that what was chosen last is known again. */
  readonly id: string
  readonly about: string
  readonly icon: Drawing
  /** The keys that do the same. */
  readonly keys?: readonly string[]
  /** Done once the palette is closed and the focus is back where it was. */
  readonly run: () => void
}
