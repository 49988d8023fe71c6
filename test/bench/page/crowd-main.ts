import type { CrowdOptions } from './crowd.ts'
import { Crowd } from './crowd.ts'

/*
 * The people around the measured two, in a process of their own: told who they are, they join and
 * say so; told to play, they play until they are told to stop.
 */

export type ToCrowd = { readonly join: CrowdOptions } | 'play' | 'stop'

export type FromCrowd =
  { readonly joined: { readonly firstCard: string } } | { readonly stopped: Played }

export interface Played {
  readonly moves: number
  readonly changes: number
  /** What the server refused anybody. */
  readonly problems: readonly string[]
}

let crowd: Crowd | null = null

process.on('message', (message: ToCrowd) => void obey(message))
// Without the parent there is nobody to play for.
process.on('disconnect', () => process.exit())

async function obey(message: ToCrowd): Promise<void> {
  if (message === 'play') crowd?.play()
  else if (message === 'stop') stop()
  else {
    crowd = await Crowd.join(message.join)
    tell({ joined: { firstCard: crowd.firstCard } })
  }
}

function stop(): void {
  const { moves = 0, changes = 0, problems = [] } = crowd ?? {}
  crowd?.stop()
  tell({ stopped: { moves, changes, problems } })
}

function tell(message: FromCrowd): void {
  process.send?.(message)
}
