import type { Stage } from '../load/stage.ts'
import type { ServerName } from '../servers/server-name.ts'

/** Figures of one run by the name of what was measured. */
export type Measures = Readonly<Record<string, number>>

export interface Outcome {
  readonly measures: Measures
  /** Why the figures are not to be relied on; none where they are. */
  readonly flaws: readonly string[]
}

/** What the product is to reach: at most (or least) so much, by itself or as a multiple of a peer's. */
export interface Goal {
  readonly is: 'at most' | 'at least'
  readonly value: number
  /** The peer whose figure it is a multiple of, or that it may differ from by so much. */
  readonly of?: ServerName
  readonly by?: 'ratio' | 'difference'
}

/** A line of the table. */
export interface Row {
  readonly measure: string
  readonly label: string
  readonly unit: string
  readonly digits: number
  readonly goals: readonly Goal[]
}

/** Something people do to a server, and what is measured meanwhile. Runs in the load's process. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly servers: readonly ServerName[]
  readonly rows: readonly Row[]
  /** Also part of a quick run. */
  readonly isQuick: boolean
  /** What the server's environment is to say besides. */
  readonly env?: Readonly<Record<string, string>>
  play(stage: Stage): Promise<Outcome>
}
