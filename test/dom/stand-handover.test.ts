import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import StandOffered from '../../client/handover/StandOffered.svelte'
import { onSeeAs } from '../../client/seeas/see-as.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { standHandoverWords as say } from '../../client/words/stand-handover.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { StandEvent } from '../../shared/stage/stand-offer.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
let drawn: ReturnType<typeof draw>

beforeEach(() => {
  toasts.say('')
})
afterEach(() => drawn.dispose())

/** Ana with this role, and Bo, who plays. */
function staged(role: ConstructorParameters<typeof Staged>[0]): Staged {
  const stage = new Staged(role)
  const more = { role: 'participant', hue: 90, number: 1, joinedAt: 2, removedAt: null }
  stage.doc.roster.set(bo, { participantId: bo, name: 'Bo', ...more })
  return stage
}

function happen(stage: Staged, ...events: StandEvent[]): void {
  stage.doc.standOffers.push(events)
  flushSync()
}

function enter(stage: Staged, person: ParticipantId, role: string): void {
  const line = stage.doc.roster.get(person) as object
  stage.doc.roster.set(person, { ...line, role })
  flushSync()
}

const moment = { wallAt: 1_700_000_099_000, at: 90_000 }
const offered = (from: ParticipantId, to: ParticipantId, keep = false): StandEvent => ({
  ...{ what: 'offered', from, to, keep },
  ...moment,
})

function press(words: string): void {
  const found = [...drawn.page.querySelectorAll('button')].find(
    (each) => each.textContent.trim() === words || each.getAttribute('aria-label') === words,
  )
  must(found, `a button "${words}"`).click()
  flushSync()
}

test('[HANDOVER-20] from the line of a person the stand is offered, to play along or stay beside', async () => {
  const stage = staged('facilitator')
  drawn = draw(Stand, stage)
  press('People')
  press(say.give.open('Bo'))
  expect(drawn.page.textContent).toContain(say.give.asks('Bo'))
  expect(stage.sent).toEqual([])
  press(say.give.offer)
  expect(stage.sent).toEqual([{ type: 'stand.offer', to: bo, keep: false }])
  await vi.waitFor(() => expect(drawn.page.textContent).not.toContain(say.give.asks('Bo')))
  press(say.give.open('Bo'))
  press(say.give.beside)
  press(say.give.offer)
  expect(stage.sent.at(-1)).toEqual({ type: 'stand.offer', to: bo, keep: true })
})

test('[HANDOVER-20] while it is in the air the line says so, and it can be taken back', () => {
  const stage = staged('facilitator')
  drawn = draw(Stand, stage)
  press('People')
  happen(stage, offered(ana, bo))
  expect(drawn.page.textContent).toContain(say.give.inTheAir)
  expect(drawn.page.querySelector(`[aria-label="${say.give.open('Bo')}"]`)).toBeNull()
  press(say.give.takeBack)
  expect(stage.sent).toEqual([{ type: 'stand.withdraw' }])
})

test('[HANDOVER-21] whom it is offered to says that they have it, or not now', () => {
  const stage = staged('participant')
  enter(stage, bo, 'facilitator')
  drawn = draw(StandOffered, stage)
  expect(drawn.page.querySelector('section')).toBeNull()
  happen(stage, offered(bo, ana))
  expect(drawn.page.textContent).toContain('Bo hands you the stand')
  press(say.offered.haveIt)
  expect(stage.sent).toEqual([{ type: 'stand.take' }])
  happen(stage, { what: 'withdrawn', by: bo, ...moment })
  expect(drawn.page.querySelector('section')).toBeNull()
})

test('[HANDOVER-21] nobody else is asked', () => {
  const stage = staged('participant')
  enter(stage, bo, 'facilitator')
  drawn = draw(StandOffered, stage)
  happen(stage, offered(bo, 'p_cleo' as ParticipantId))
  expect(drawn.page.querySelector('section')).toBeNull()
})

test('[HANDOVER-22] who has the stand is told to everybody once', () => {
  const stage = staged('facilitator')
  drawn = draw(StandOffered, stage)
  happen(stage, offered(ana, bo), { what: 'taken', by: bo, ...moment })
  expect(toasts.said.text).toBe(say.news.hasYouPlay('Bo'))
  const { n } = toasts.said
  enter(stage, ana, 'participant')
  expect(toasts.said.n).toBe(n)
})

test('[HANDOVER-22] whoever gave it hears that it was not taken', () => {
  const stage = staged('facilitator')
  drawn = draw(StandOffered, stage)
  happen(stage, offered(ana, bo), { what: 'withdrawn', by: bo, ...moment })
  expect(toasts.said.text).toBe(say.news.notTaken('Bo'))
})

test('[SEEAS-5] from the line of whoever plays or watches their page is asked for', () => {
  const stage = staged('facilitator')
  drawn = draw(Stand, stage)
  press('People')
  const asked: ParticipantId[] = []
  const stop = onSeeAs((person) => asked.push(person))
  press('See as Bo')
  stop()
  expect(asked).toEqual([bo])
  expect(drawn.page.querySelector('[aria-label="See as Ana"]')).toBeNull()
})
