import { Refusal } from '../../shared/errors.ts'
import type { InjectId, NewId, ParticipantId } from '../../shared/ids.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { inNewPlace } from '../../shared/script/new-place.ts'
import { readPlan, readPlanned, scriptDoc } from '../../shared/script/script-doc.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { stageDoc } from '../../shared/stage/stage-doc.ts'
import { printOf } from '../../shared/stage/print.ts'
import { timingOf } from '../../shared/stage/timing.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import { reworded, wordingOf } from '../../shared/stage/wording.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Lander } from './lander.ts'
import { refuseImpossible } from './refuse-impossible.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionHands } from './session-hands.ts'

/** What facilitators do with the injects of one session that have not landed yet. */
export class RunOfShow {
  readonly #hands: SessionHands
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  readonly #lander: Lander
  readonly #newId: NewId

  constructor(hands: SessionHands, lander: Lander, newId: NewId) {
    this.#hands = hands
    this.#stage = stageDoc(hands.stage.doc)
    this.#script = scriptDoc(hands.script.doc)
    this.#lander = lander
    this.#newId = newId
  }

  /** Lands one now. `to` is the person for a whisper that names none yet. */
  async land(by: ParticipantId, id: InjectId, to?: ParticipantId): Promise<InjectId> {
    refuseWhenClosed(this.#stage)
    const planned = this.#planned(id)
    const audience: Audience = to ? { to: 'person', participantId: to } : planned.audience
    await this.#lander.land(by, { ...planned, audience })
    return id
  }

  /** What of an inject the facilitator has changed their mind about. */
  async change(
    by: ParticipantId,
    id: InjectId,
    change: Partial<Pick<PlannedInject, 'state' | 'trigger' | 'audience' | 'again'>>,
  ): Promise<InjectId> {
    const planned = change.audience ? this.#planned(id) : this.#still(id)
    // Whoever changes it has read why it was held, and decided.
    delete planned.heldBecause
    await this.#plan(by, { ...planned, ...change })
    return id
  }

  async retime(
    by: ParticipantId,
    { injectId: id, trigger, again, base }: Command & { type: 'inject.retime' },
  ): Promise<InjectId> {
    const planned = this.#still(id)
    const change = { trigger, ...(again !== undefined && { again: again ?? undefined }) }
    const next = { ...planned, ...change }
    refuseStale(base, timingOf(planned), timingOf(next), retimedMeanwhile)
    this.#refuseImpossible(next)
    return this.change(by, id, change)
  }

  /** Other words for one that has not landed. Refused where they were changed by somebody else. */
  async edit(
    by: ParticipantId,
    { injectId: id, base, content, expect, notes }: Command & { type: 'inject.edit' },
  ): Promise<InjectId> {
    const planned = this.#planned(id)
    const next = reworded(planned, {
      content,
      ...(expect !== undefined && { expect }),
      ...(notes !== undefined && { notes }),
    })
    refuseStale(base, wordingOf(planned), wordingOf(next), rewordedMeanwhile)
    await this.#plan(by, next)
    return id
  }

  async move(
    by: ParticipantId,
    { injectId: id, behind, at, base }: Command & { type: 'inject.move' },
  ): Promise<InjectId> {
    const planned = this.#still(id)
    const isTimed = planned.trigger.on === 'time' && at !== undefined
    const trigger: PlannedTrigger = isTimed ? { on: 'time', at } : planned.trigger
    const moved = { ...planned, trigger }
    refuseStale(base, timingOf(planned), timingOf(moved), retimedMeanwhile)
    const changed = inNewPlace(readPlan(this.#script), moved, behind)
    await this.#hands.script.write(by, () => {
      for (const inject of changed) this.#script.plan.set(inject.id, inject)
    })
    return id
  }

  /** Whether an improvised inject is kept in the scenario; one that has landed, too. */
  async keep(by: ParticipantId, id: InjectId, kept: boolean): Promise<InjectId> {
    const inject = readPlanned(this.#script, id)
    if (!inject) throw new Refusal('not-found', 'This inject is not in the run of show.')
    await this.#plan(by, { ...inject, kept })
    return id
  }

  async improvise(
    by: ParticipantId,
    { content, audience, trigger, again }: Command & { type: 'inject.improvise' },
  ): Promise<InjectId> {
    refuseWhenClosed(this.#stage)
    const id = this.#newId('inject')
    const order = Math.max(-1, ...readPlan(this.#script).map((inject) => inject.order)) + 1
    const made = { id, order, content, audience, state: 'planned' } as const
    const inject = { ...made, improvised: true, ...(again && { again }) }
    if (trigger) {
      this.#refuseImpossible({ ...inject, trigger })
      await this.#plan(by, { ...inject, trigger })
    } else await this.#lander.land(by, { ...inject, trigger: { on: 'hand' } })
    return id
  }

  /** One that has not landed, or lands again. */
  #still(id: InjectId): PlannedInject {
    const planned = readPlanned(this.#script, id)
    return planned && this.#lander.landsAgain(planned) ? planned : this.#planned(id)
  }

  #planned(id: InjectId): PlannedInject {
    this.#lander.refuseWhenLanded(id)
    const planned = readPlanned(this.#script, id)
    if (!planned) throw new Refusal('not-found', 'This inject is not in the run of show.')
    return planned
  }

  #refuseImpossible(inject: PlannedInject): void {
    refuseImpossible(inject, readPlan(this.#script), (id) => this.#lander.hasLanded(id))
  }

  async #plan(by: ParticipantId, inject: PlannedInject): Promise<void> {
    await this.#hands.script.write(by, () => this.#script.plan.set(inject.id, inject))
  }
}

const retimedMeanwhile =
  'Somebody else has changed meanwhile when it lands. Look at its time, and choose again.'
const rewordedMeanwhile =
  'Somebody else has changed it meanwhile. Look at what it says now, and save again.'

/** Refuses a change that was made from something else than what stands, unless both come to the same. */
function refuseStale(
  base: string | undefined,
  standing: unknown,
  wanted: unknown,
  words: string,
): void {
  const print = printOf(standing)
  if (base === undefined || base === print || printOf(wanted) === print) return
  throw new Refusal('conflict', words)
}
