import type { PlannedTrigger } from '../stage/trigger.ts'

/** An exercise time and the wall moment of it, in milliseconds. */
export interface DryMoment {
  readonly at: number
  readonly wallAt: number
}

/** What follows a landing of an inject that lands again. */
interface DryAfter {
  readonly again?: readonly DryMoment[]
  /** Nobody is in its audience then: it would be held. */
  readonly held?: DryMoment
}

/** What would become of an inject in a recorded session. */
export type DryOutcome =
  /** Its trigger first holds then. */
  | ({ readonly is: 'lands' } & DryMoment & DryAfter)
  /** Its trigger holds, and nobody is in its audience then: it would be held. */
  | ({ readonly is: 'for nobody' } & DryMoment)
  /** Somebody landed it in the recording, before its trigger held. */
  | ({ readonly is: 'by hand' } & DryMoment & DryAfter)
  | {
      readonly is: 'never'
      /** As it stands in the run of show, it lands by hand alone. */
      readonly because: 'held' | 'skipped' | 'no person' | 'hand'
    }
  | {
      readonly is: 'never'
      readonly because: 'missing'
      /** The conditions that never held; none where each held once, but not at one moment. */
      readonly missing: readonly PlannedTrigger[]
    }
