import type { ActionReturn } from 'svelte/action'
import type { dragHandle, dragHandleZone, Options } from 'svelte-dnd-action'
import { toasts } from '../ui/toasts.svelte.ts'
import { boardWords } from '../words/board.ts'
import { draggingWords } from '../words/dragging.ts'

/** An item of a list that is dragged in; `isDndShadowItem` is where the one in the hand would fall. */
export interface Item<Id extends string = string> {
  readonly id: Id
  readonly isDndShadowItem?: boolean
}

/** What the library tells of a drag: the order so far, what is dragged, and why it tells. */
export interface Drag<Each extends Item> {
  readonly items: Each[]
  readonly info: {
    readonly id: string
    readonly trigger: 'dragStarted' | 'dragStopped' | (string & {})
  }
}
type OnDrag<Each extends Item> = (event: CustomEvent<Drag<Each>>) => void
interface Listeners<Each extends Item> {
  onconsider?: OnDrag<Each>
  onfinalize?: OnDrag<Each>
}

interface Library {
  readonly dragHandle: typeof dragHandle
  readonly dragHandleZone: typeof dragHandleZone
}
let library: Promise<Library> | null = null

/** The library comes once the board can be typed on: nobody drags before. */
function load(): Promise<Library> {
  library ??= fetchLibrary()
  return library
}

async function fetchLibrary(): Promise<Library> {
  try {
    const loaded = await import('svelte-dnd-action')
    loaded.setAriaStrings(draggingWords)
    return loaded
  } catch (error) {
    toasts.show(boardWords.column.notMovable)
    throw error
  }
}

/** Lets the children of an element be put in another order by their handles, hand or keyboard. */
export function sortable<Each extends Item>(
  list: HTMLElement,
  options: Options<Each>,
): ActionReturn<Options<Each>, Listeners<Each>> {
  return later(options, async () => (await load()).dragHandleZone<Each>(list, options))
}

/** Makes an element the handle of the list's item that it is in. */
export function handle(element: HTMLElement): ActionReturn {
  return later(undefined, async () => (await load()).dragHandle(element))
}

interface Action<Options> {
  readonly update?: (options: Options) => void
  readonly destroy?: () => void
}

/** An action that starts when its library is there, with the options that hold then. */
function later<Options>(
  first: Options,
  start: () => Promise<Action<Options>>,
): Required<Action<Options>> {
  let [options, action, isGone] = [first, null as Action<Options> | null, false]
  start().then(
    (started) => {
      if (isGone) return started.destroy?.()
      action = started
      if (options !== first) started.update?.(options)
    },
    // It was said once, for all of them.
    () => undefined,
  )
  return {
    update: (next) => {
      options = next
      action?.update?.(next)
    },
    destroy: () => {
      isGone = true
      action?.destroy?.()
    },
  }
}
