import type { Component } from 'svelte'
import { flushSync } from 'svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import StopwatchControls from '../../client/conduct/StopwatchControls.svelte'
import Wheels from '../../client/conduct/Wheels.svelte'
import Situation from '../../client/pages/session-situation.svelte'
import Opening from '../../client/stage/Opening.svelte'
import Timeline from '../../client/stage/Timeline.svelte'
import StopwatchFace from '../../client/stage/StopwatchFace.svelte'
import WheelInSight from '../../client/stage/WheelInSight.svelte'
// Fetched by the page when it is first needed: a test does not wait for that.
import '../../client/stage/WheelPanel.svelte'
import { tracked } from '../../client/state/yjs.svelte.ts'
import { wheelWords as say } from '../../client/words/wheel.ts'
import type { ParticipantId, SpinId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Role } from '../../shared/roles.ts'
import { addWheelTitles, readWheelTitles } from '../../shared/script/wheel-titles.ts'
import type { Spin } from '../../shared/stage/wheel.ts'
import { spinLasts } from '../../shared/stage/wheel.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const kim = 'p_kim' as ParticipantId
let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

/** Ana looks on, Bo and Kim play with her, and the test moves time. */
class Evening extends Staged {
  readonly #moves = new Y.Doc().getArray<number>()

  constructor(role: Role = 'participant') {
    super(role)
    const change = { format: 'wheel-of-misfortune', wallAt: 1, by: bo }
    this.doc.formats.push([change])
    const joined = { hue: 90, number: 1, joinedAt: 2, removedAt: null, role: 'participant' }
    this.doc.roster.set(bo, { participantId: bo, name: 'Bo', ...joined })
    this.doc.roster.set(kim, { participantId: kim, name: 'Kim', ...joined })
  }

  override now(): number {
    return tracked(this.#moves)
      .toArray()
      .reduce((sum, each) => sum + each, this.wall)
  }

  pass(milliseconds: number): void {
    this.#moves.push([milliseconds])
    flushSync()
  }

  /** A spin that begins now and comes to Bo, unless a test says otherwise. */
  spin(more: Partial<Spin> = {}): Spin {
    const entries = [
      { id: ana, label: 'Ana' },
      { id: bo, label: 'Bo' },
      { id: kim, label: 'Kim' },
    ]
    const id = `w_${this.doc.spins.length}` as SpinId
    const told = { id, wheel: 'on-call', by: ana } as const
    const weights = [1, 0.5, 1]
    const spin: Spin = {
      ...told,
      entries,
      weights,
      picked: 1,
      turns: 5.5,
      wallAt: this.now(),
      at: 0,
      ...more,
    }
    this.doc.spins.push([spin])
    flushSync()
    return spin
  }
}

function textOf(page: HTMLElement, selector: string): string {
  return page.querySelector(selector)?.textContent.trim() ?? ''
}

function button(page: HTMLElement, words: string): HTMLButtonElement {
  const named = (each: HTMLElement) => each.getAttribute('aria-label') ?? each.textContent.trim()
  return must(
    [...page.querySelectorAll('button')].find((each) => named(each) === words),
    `the button “${words}”`,
  )
}

/** Draws the spin as the page shows it, and waits until its panel has been fetched. */
async function inSight(stage: Evening, more: Partial<Spin> = {}) {
  drawn = draw(WheelInSight, stage)
  const spin = stage.spin(more)
  const { page } = drawn
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('svg')).not.toBeNull()
  })
  return { page, spin }
}

describe('a spin before everybody’s eyes', () => {
  test('[WHEEL-9] its result is shown and said once the wheel stands, and it goes after half a minute', async () => {
    const stage = new Evening()
    const { page } = await inSight(stage)
    expect(textOf(page, '.result')).toBe(say.inSight.turning)
    expect(textOf(page, '[role="status"]')).toBe('')
    stage.pass(spinLasts)
    expect(textOf(page, '.result')).toContain('Bo')
    expect(textOf(page, '[role="status"]')).toBe(say.inSight.said['on-call']('Bo'))
    stage.pass(30_000)
    expect(page.querySelector('svg')).toBeNull()
    expect(textOf(page, '[role="status"]')).toBe('')
  })

  test('[WHEEL-9] it goes when the session moves on after it stood', async () => {
    const stage = new Evening()
    const { page } = await inSight(stage)
    const moves = () => stage.doc.phases.push([{ phase: 'play', wallAt: stage.now(), at: 0 }])
    moves()
    flushSync()
    expect(page.querySelector('svg')).not.toBeNull()
    stage.pass(spinLasts)
    expect(textOf(page, '.result')).toContain('Bo')
    moves()
    flushSync()
    expect(page.querySelector('svg')).toBeNull()
  })

  test('[WHEEL-9] it takes no focus, can be put away, and the next one is shown again', async () => {
    const stage = new Evening()
    const { page } = await inSight(stage)
    expect(page.contains(document.activeElement)).toBe(false)
    button(page, say.inSight.putAway).click()
    flushSync()
    expect(page.querySelector('svg')).toBeNull()
    stage.pass(spinLasts)
    expect(textOf(page, '[role="status"]')).toBe('')
    stage.spin()
    await vi.waitFor(() => {
      flushSync()
      expect(page.querySelector('svg')).not.toBeNull()
    })
  })

  test('[WHEEL-9] put away with the keys, it gives the focus back', async () => {
    const { page } = await inSight(new Evening())
    const field = page.appendChild(document.createElement('input'))
    field.focus()
    button(page, say.inSight.putAway).focus()
    button(page, say.inSight.putAway).click()
    flushSync()
    expect(page.querySelector('svg')).toBeNull()
    expect(document.activeElement).toBe(field)
  })

  test('[CLOCK-61] the timeline tells the result, and not before the wheel stands', () => {
    const stage = new Evening()
    drawn = draw(Timeline, stage)
    stage.spin({ at: 60_000 })
    expect(textOf(drawn.page, '.timeline')).not.toContain('Bo')
    stage.pass(spinLasts)
    expect(textOf(drawn.page, '.timeline')).toContain(say.inSight.said['on-call']('Bo'))
  })

  test('[WHEEL-9] where motion is not wanted the wheel stands still, then shows what it came to', async () => {
    const stage = new Evening()
    const { page } = await inSight(stage)
    const wheel = must(page.querySelector<SVGGElement>('.wheel'), 'the wheel')
    expect(wheel.classList.contains('animated')).toBe(false)
    expect(wheel.style.getPropertyValue('transform')).toBe('rotate(0turn)')
    stage.pass(spinLasts)
    expect(wheel.style.getPropertyValue('transform')).toBe('rotate(5.5turn)')
    expect(page.querySelectorAll('.slice.picked')).toHaveLength(1)
    expect(textOf(page, '.slice.picked text')).toBe('Bo')
  })

  test('[WHEEL-2] anybody can see how likely each was', async () => {
    const { page } = await inSight(new Evening())
    const lines = [...page.querySelectorAll('details li')].map((each) =>
      each.textContent.trim().replace(/\s+/g, ' '),
    )
    expect(lines).toEqual(['Ana 1 in 2.5', 'Bo 1 in 5', 'Kim 1 in 2.5'])
  })

  test('[WHEEL-10] whoever was picked, and nobody else, is offered the part on call', async () => {
    const stage = new Evening()
    const { page } = await inSight(stage, { picked: 0 })
    stage.pass(spinLasts + 60_000)
    expect(textOf(page, '[role="status"]')).toBe(say.inSight.you)
    button(page, say.inSight.takePart('On call')).click()
    flushSync()
    expect(drawn?.setPart.mock.calls).toEqual([['On call']])
    expect(page.querySelector('svg')).toBeNull()
    stage.spin({ picked: 1 })
    stage.pass(spinLasts)
    expect(page.textContent).not.toContain(say.inSight.takePart('On call'))
  })
})

describe('the incident that was picked', () => {
  const entries = ['DNS', 'Station nine'].map((title) => ({ id: title, label: title }))
  const picks = { wheel: 'incident' as const, entries, weights: [1, 1] }

  test.each([
    ['the lobby', Opening, { situation: 'You forecast.' }],
    ['the situation', Situation, { text: null }],
  ] as const)('[WHEEL-14] %s tells it from when the wheel stands', (_where, part, props) => {
    const stage = new Evening()
    const shown: Component = (internals) => (part as Component<object>)(internals, props)
    const { page } = (drawn = draw(shown, stage))
    stage.spin({ ...picks, situation: 'Nothing since\nmidnight.' })
    expect(page.textContent).not.toContain('Station nine')
    stage.pass(spinLasts)
    expect(page.textContent).toContain('Station nine')
    expect(page.textContent).toContain('Nothing since midnight.')
    stage.spin({ ...picks, picked: 0 })
    stage.pass(spinLasts)
    expect(page.textContent).toContain('DNS')
    expect(page.textContent).not.toContain('midnight')
  })
})

describe('the wheels in the stand', () => {
  function standing(titles: readonly string[] = []) {
    const stage = new Evening('facilitator')
    const wheel = new Y.Doc().getArray<unknown>('wheel')
    addWheelTitles(wheel, titles)
    drawn = draw(Wheels, stage, { wheel })
    return { stage, wheel, page: drawn.page }
  }

  test('[WHEEL-11] the people who play are on the wheel, but for those the facilitator leaves out', () => {
    const { stage, page } = standing()
    const boxes = [...page.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')]
    expect(boxes.map((box) => textOf(must(box.parentElement, 'its label'), 'bdi'))).toEqual([
      'Bo',
      'Kim',
    ])
    expect(page.textContent).toContain(say.chance(2))
    button(page, say.stand.spin['on-call']).click()
    expect(stage.sent).toEqual([{ type: 'wheel.spin', wheel: 'on-call', people: [bo, kim] }])
    must(boxes[0], 'the box of Bo').click()
    flushSync()
    expect(button(page, say.stand.spin['on-call']).disabled).toBe(true)
    expect(page.textContent).toContain(say.stand.tooFew)
  })

  test('[WHEEL-11] incidents are pasted as a list and taken off, and a recent one says that it is rarer', () => {
    const { stage, wheel, page } = standing()
    const field = must(page.querySelector('textarea'), 'the field')
    field.value = '- DNS\n- Full disk\n\n- Expired certificate'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    flushSync()
    expect(readWheelTitles(wheel)).toEqual(['DNS', 'Full disk', 'Expired certificate'])
    expect(field.value).toBe('')
    button(page, say.stand.remove('Full disk')).click()
    flushSync()
    expect(readWheelTitles(wheel)).toEqual(['DNS', 'Expired certificate'])
    const entries = ['DNS', 'Full disk'].map((title) => ({ id: title, label: title }))
    stage.spin({ wheel: 'incident', entries, weights: [1, 1], picked: 0 })
    expect(page.textContent).toContain(say.chance(3))
  })

  test('[WHEEL-11] one button spins the wheel of incidents; while it turns the button keeps its place', async () => {
    const { stage, page } = standing(['DNS', 'Full disk'])
    const spin = button(page, say.stand.spin.incident)
    spin.click()
    expect(stage.sent).toEqual([{ type: 'wheel.spin', wheel: 'incident' }])
    await vi.waitFor(() => {
      flushSync()
      expect(spin.getAttribute('aria-disabled')).toBe('false')
    })
    stage.spin({ wheel: 'incident' })
    spin.click()
    expect([spin.disabled, spin.getAttribute('aria-disabled')]).toEqual([false, 'true'])
    expect(stage.sent).toHaveLength(1)
  })

  test('[WHEEL-12] the stand starts, stops and resets the stopwatch', async () => {
    const stage = new Evening('facilitator')
    const { page } = (drawn = draw(StopwatchControls, stage))
    const press = (words: string) =>
      vi.waitFor(() => {
        flushSync()
        expect(button(page, words).disabled).toBe(false)
        button(page, words).click()
      })
    await press(say.stopwatch.start)
    stage.doc.stopwatch.push([{ press: 'start', by: ana, wallAt: stage.now() }])
    stage.pass(65_000)
    expect(textOf(page, '[role="timer"]')).toBe('1:05')
    await press(say.stopwatch.stop)
    await press(say.stopwatch.reset)
    expect(stage.sent.map(({ type }) => type)).toEqual([
      'stopwatch.start',
      'stopwatch.stop',
      'stopwatch.reset',
    ])
  })
})

test('[WHEEL-12] everybody sees the stopwatch while it runs, and only then', () => {
  const stage = new Evening()
  drawn = draw(StopwatchFace, stage)
  const { page } = drawn
  expect(page.querySelector('[role="timer"]')).toBeNull()
  stage.doc.stopwatch.push([{ press: 'start', by: ana, wallAt: stage.now() }])
  stage.pass(2_000)
  expect(textOf(page, '[role="timer"]')).toBe('0:02')
  stage.doc.stopwatch.push([{ press: 'stop', by: ana, wallAt: stage.now() }])
  flushSync()
  expect(page.querySelector('[role="timer"]')).toBeNull()
})
