import { createContext } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import type { InjectId } from '../../shared/ids.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { printOf } from '../../shared/stage/print.ts'
import { wordingOf } from '../../shared/stage/wording.ts'
import { InjectDraft } from './inject-draft.svelte.ts'

/** One inject while somebody writes over it. */
export class InjectEdit {
  readonly draft: InjectDraft
  /** The print of the words that it was begun from, or that its writer has seen since. */
  base = $state('')

  constructor(inject: PlannedInject) {
    this.draft = new InjectDraft(wordingOf(inject))
    this.base = printOf(wordingOf(inject))
  }

  /** Takes what the inject says now, in the place of what was written here. */
  take(inject: PlannedInject): void {
    this.draft.write(wordingOf(inject))
    this.see(inject)
  }

  /** What the inject says now was read, and is what this is written over. */
  see(inject: PlannedInject): void {
    this.base = printOf(wordingOf(inject))
  }

  isBehind(inject: PlannedInject): boolean {
    return printOf(wordingOf(inject)) !== this.base
  }
}

/** The injects that a facilitator is writing over, kept while they look at something else. */
export class EditDesk {
  readonly editsById = new SvelteMap<InjectId, InjectEdit>()

  open(inject: PlannedInject): void {
    if (!this.editsById.has(inject.id)) this.editsById.set(inject.id, new InjectEdit(inject))
  }

  close(id: InjectId): void {
    this.editsById.delete(id)
  }
}

const [read, provide, has] = createContext<EditDesk>()

/** Gives the desk to the components below. Call while a component is being set up. */
export const provideEditDesk = provide

/** The desk that the stand provides. */
export function useEditDesk(): EditDesk {
  if (!has()) throw new Error('The run of show needs provideEditDesk() in a parent component.')
  return read()
}
