import * as Y from 'yjs'
import type * as z from 'zod/mini'
import type { DocName } from '../documents.ts'
import { inboxOwner } from '../documents.ts'
import type { ParticipantId } from '../ids.ts'
import type { AbortEvent } from '../stage/abort.ts'
import { abortEvent } from '../stage/abort.ts'
import type { RaisedCue } from '../stage/cue.ts'
import { raisedCue } from '../stage/cue.ts'
import type { LandedInject } from '../stage/inject.ts'
import { landedInject } from '../stage/inject.ts'
import type { MarkedMoment } from '../stage/marked-moment.ts'
import type { PhaseChange } from '../stage/phase.ts'
import { phaseChange } from '../stage/phase.ts'
import { drawEvent } from '../stage/draw.ts'
import { fermataEvent } from '../stage/fermata.ts'
import { rotationEvent } from '../stage/rotation.ts'
import type { TurningPoint } from '../stage/turning-point.ts'
import { turningPointsIn } from '../stage/turning-point.ts'
import type { Spin } from '../stage/wheel.ts'
import { spin } from '../stage/wheel.ts'
import type { StageDoc } from '../stage/stage-doc.ts'
import { readList } from '../stage/read-list.ts'
import { inboxInjects, readMarks, stageDoc } from '../stage/stage-doc.ts'
import type { HistoryRow } from './history-row.ts'

interface MarkAt {
  /** The wall moment from which on the history shows it, in milliseconds since the epoch. */
  readonly moment: number
  /** Exercise milliseconds. */
  readonly at: number
}
/** Something in a session worth jumping to. `to` is whose whisper it was, null for everyone's. */
export type Mark =
  | (MarkAt & { readonly kind: 'phase'; readonly phase: PhaseChange['phase'] })
  | (MarkAt & {
      readonly kind: 'inject'
      readonly inject: LandedInject
      readonly to: ParticipantId | null
    })
  | (MarkAt & { readonly kind: 'cue'; readonly cue: RaisedCue })
  | (MarkAt & { readonly kind: 'turn'; readonly turn: TurningPoint })
  | (MarkAt & { readonly kind: 'spin'; readonly spin: Spin })
  | (MarkAt & { readonly kind: 'abort'; readonly by: ParticipantId })
  /** What somebody marked for themselves. Its moment is the one they meant, before it was saved. */
  | (MarkAt & { readonly kind: 'marked'; readonly marked: MarkedMoment })

/**
 * The marks of a session in their order, read from the rows of its stage and of those inboxes the
 * viewer may read. Rows may be added while the session is still played.
 */
export class Score {
  readonly #docs = new Map<DocName, Y.Doc>()
  #marks: readonly Mark[] = []

  get marks(): readonly Mark[] {
    return this.#marks
  }

  /** The stage as it is in the end. */
  get stage(): StageDoc {
    return stageDoc(this.#doc('stage'))
  }

  /** Reads the next rows of a document; those of other documents bear no marks. */
  append(name: DocName, rows: readonly HistoryRow[]): void {
    const isInbox = inboxOwner(name) !== null
    if (rows.length === 0 || (name !== 'stage' && !isInbox)) return
    const doc = this.#doc(name)
    const found = rows.flatMap((row) => marksOfRow(name, doc, row))
    const others = this.#marks.filter((mark) => !isMarkedBy(mark, inboxOwner(name)))
    this.#marks = [...others, ...found, ...markedIn(doc)].sort((a, b) => a.moment - b.moment)
  }

  #doc(name: DocName): Y.Doc {
    const doc = this.#docs.get(name) ?? new Y.Doc()
    this.#docs.set(name, doc)
    return doc
  }
}

/** The first mark behind a wall moment, or null. */
export function nextMark(marks: readonly Mark[], moment: number): Mark | null {
  return marks.find((mark) => mark.moment > moment) ?? null
}

/** The last mark before a wall moment, or null. */
export function previousMark(marks: readonly Mark[], moment: number): Mark | null {
  return marks.findLast((mark) => mark.moment < moment) ?? null
}

/** A mark stands at its row's moment, not at what was written down: a jump must show it. */
function marksOfRow(name: DocName, doc: Y.Doc, row: HistoryRow): Mark[] {
  const owner = inboxOwner(name)
  const lists: Partial<StageDoc> = owner ? { injects: inboxInjects(doc) } : stageDoc(doc)
  const added = readAdded(lists, () => Y.applyUpdate(doc, row.update))
  const { at: moment } = row
  return [
    ...added('phases', phaseChange).map((change) => phaseMark(change, moment)),
    ...added('injects', landedInject).map((inject) => injectMark(inject, moment, owner)),
    ...added('cues', raisedCue).map((cue): Mark => ({ kind: 'cue', moment, at: cue.at, cue })),
    ...turningPointsIn(
      added('rotations', rotationEvent),
      added('draws', drawEvent),
      added('fermatas', fermataEvent),
    ).map((turn): Mark => ({ kind: 'turn', moment, at: turn.at, turn })),
    ...added('spins', spin).map((spun): Mark => ({
      kind: 'spin',
      moment,
      at: spun.at,
      spin: spun,
    })),
    ...added('aborts', abortEvent).flatMap((each) => abortMarks(each, moment)),
  ]
}

type MarkedList =
  'injects' | 'phases' | 'cues' | 'rotations' | 'draws' | 'fermatas' | 'spins' | 'aborts'

/** Reads by name what a step adds to lists that only grow. */
function readAdded(lists: Partial<Pick<StageDoc, MarkedList>>, step: () => void) {
  const before = new Map(Object.values(lists).map((list) => [list, list.length]))
  step()
  return <Schema extends z.ZodMiniType>(name: MarkedList, schema: Schema): z.infer<Schema>[] => {
    const list = lists[name]
    return list ? readList(list.slice(before.get(list)), schema) : []
  }
}

function isMarkedBy(mark: Mark, person: ParticipantId | null): boolean {
  return mark.kind === 'marked' && mark.marked.author === person
}

/** The moments that an inbox's person marked and did not take back again. */
function markedIn(doc: Y.Doc): Mark[] {
  return readMarks(doc).map((marked) => {
    const { wallAt: moment, at } = marked
    return { kind: 'marked', moment, at, marked }
  })
}

function phaseMark({ phase, at }: PhaseChange, moment: number): Mark {
  return { kind: 'phase', moment, at, phase }
}

function abortMarks({ event, by, at }: AbortEvent, moment: number): Mark[] {
  return event === 'aborted' ? [{ kind: 'abort', moment, at, by }] : []
}

function injectMark(inject: LandedInject, moment: number, to: ParticipantId | null): Mark {
  return { kind: 'inject', moment, at: inject.at, inject, to }
}
