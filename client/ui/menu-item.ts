import type { Component } from 'svelte'

/** Something that a menu offers. */
export interface MenuItem<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A lucide icon. */
  readonly icon?: Component<{ size?: number }> | undefined
  /** Said beside the label: what it does or where it leads. */
  readonly hint?: string | undefined
  /** The key that does the same. */
  readonly key?: string | undefined
  readonly disabled?: boolean | undefined
}
