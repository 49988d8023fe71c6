import type { Drawing } from './icon.ts'

/** Something that a menu offers. */
export interface MenuItem<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: Drawing | undefined
  /** Said beside the label: what it does or where it leads. */
  readonly hint?: string | undefined
  /** The key that does the same. */
  readonly key?: string | undefined
  readonly disabled?: boolean | undefined
}
