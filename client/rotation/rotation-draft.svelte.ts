import { SvelteMap } from 'svelte/reactivity'
import type { ParticipantId } from '../../shared/ids.ts'
import { can } from '../../shared/roles.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { StageView } from '../state/stage-view.ts'
import { seenRotation } from './seen-rotation.ts'

/** Who will take turns, as a facilitator arranges it before it is sent. */
export class RotationDraft {
  readonly #stage: StageView
  /** Those that somebody moved, and all that stood before them. */
  #arranged = $state.raw<readonly ParticipantId[]>([])
  readonly #chosen = new SvelteMap<ParticipantId, boolean>()

  /** Everybody who may conduct, in their order: whoever comes meanwhile stands last. */
  readonly people: readonly RosterEntry[] = $derived.by(() => {
    const able = this.#able()
    const first = [...this.#arranged, ...(seenRotation(this.#stage)?.order ?? [])]
    const placeOf = ({ participantId }: RosterEntry) => {
      const place = first.indexOf(participantId)
      return place < 0 ? first.length : place
    }
    return [...able].sort((a, b) => placeOf(a) - placeOf(b))
  })
  readonly order: readonly ParticipantId[] = $derived(
    this.people.filter((each) => this.has(each)).map((each) => each.participantId),
  )

  constructor(stage: StageView) {
    this.#stage = stage
  }

  /** Whether a person takes a turn: as somebody chose, or else whoever plays. */
  has({ participantId, role }: RosterEntry): boolean {
    const running = seenRotation(this.#stage)
    const usual = running ? running.order.includes(participantId) : role === 'participant'
    return this.#chosen.get(participantId) ?? usual
  }

  choose({ participantId }: RosterEntry, isChosen: boolean): void {
    this.#chosen.set(participantId, isChosen)
  }

  /** Moves a person by so many places, as far as there are any. */
  move(person: RosterEntry, by: -1 | 1): void {
    const ids = this.people.map((each) => each.participantId)
    const from = ids.indexOf(person.participantId)
    const to = from + by
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    this.#arranged = ids
  }

  #able(): RosterEntry[] {
    return this.#stage.people.filter(
      ({ role, removedAt }) => removedAt === null && can(role, 'speak'),
    )
  }
}
