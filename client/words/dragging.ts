import { spoken } from './spoken.ts'

interface Moved {
  /** The column it is moved in. */
  readonly zoneLabel: string
  /** Its place from the top, from 1, of so many. */
  readonly position: number
  readonly count: number
}

/** What a screen reader says while a card is moved by keyboard; the names are the library's. */
export const draggingWords = spoken('dragging', {
  dragStarted: ({ zoneLabel }: Pick<Moved, 'zoneLabel'>) =>
    `Picked up. The arrow keys move it in ${zoneLabel}, Enter puts it down.`,
  movedToPosition: ({ zoneLabel, position, count }: Moved) =>
    `Moved to place ${position} of ${count} in ${zoneLabel}`,
  movedToZoneStart: ({ zoneLabel }: Pick<Moved, 'zoneLabel'>) => `Moved to the top of ${zoneLabel}`,
  movedToZoneEnd: ({ zoneLabel }: Pick<Moved, 'zoneLabel'>) => `Moved to the end of ${zoneLabel}`,
  dropped: () => 'Put down',
  zoneActiveInstruction: 'Press space or Enter on a card’s handle to move it',
  zoneDragDisabledInstruction: 'These cards cannot be moved',
})
