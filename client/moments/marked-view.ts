import { createContext } from 'svelte'
import type { MarkedMoment } from '../../shared/stage/marked-moment.ts'

/** What whoever looks marked for themselves. Reactive like a `StageView`, which it stands beside. */
export interface MarkedView {
  /** In the order of the moments. */
  readonly marked: readonly MarkedMoment[]
}

const [read, provide, has] = createContext<MarkedView>()

/** Gives a person's own marks to the components below. Call while a component is being set up. */
export const provideMarkedView = provide

/** The marks that the components above provide. */
export function useMarkedView(): MarkedView {
  if (!has()) throw new Error('Marks need provideMarkedView() in a parent component.')
  return read()
}
