import { flushSync } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import ClockFace from '../../client/stage/ClockFace.svelte'
import { markNear, timelineMarks } from '../../client/stage/timeline-marks.ts'
import Timeline from '../../client/stage/Timeline.svelte'
import type { CueId, InjectId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { ana, draw, Staged } from './staged.ts'

const minute = 60_000
let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

const find = (page: HTMLElement, selector: string) =>
  must(page.querySelector<HTMLElement>(selector), selector)

/** Ten minutes into the play: a surprise, a cue, a whisper and a debrief that came too early. */
function inPlay(): Staged {
  const stage = new Staged()
  const wallAt = stage.wall - 10 * minute
  const content = { kind: 'message', title: 'The feather' } as const
  stage.doc.clock.push([{ wallAt, at: 0, speed: 1 }])
  stage.doc.phases.push([
    { phase: 'play', wallAt, at: 0 },
    { phase: 'debrief', wallAt, at: 8 * minute },
  ])
  stage.doc.injects.push([
    { id: 'i_1' as InjectId, content, whisper: false, at: 2 * minute, wallAt },
    { id: 'i_2' as InjectId, content, whisper: true, at: 6 * minute, wallAt },
  ])
  stage.doc.cues.push([{ id: 'q_1' as CueId, cue: 'slower', author: ana, at: 4 * minute, wallAt }])
  return stage
}

test('[CLOCK-60] the clock shows the timebox, and warms when it is nearly over', () => {
  const stage = new Staged()
  stage.doc.clock.push([{ wallAt: stage.wall, at: 40 * minute, speed: 1 }])
  const { page } = (drawn = draw(ClockFace, stage))
  const clock = find(page, '.clock')
  expect(clock.textContent.replace(/\s+/g, ' ')).toContain('40:00 of 45:00')
  expect(clock.classList).not.toContain('late')
  stage.doc.clock.push([{ wallAt: stage.wall, at: 41 * minute, speed: 1 }])
  flushSync()
  expect(clock.classList).toContain('late')
  expect(page.querySelector('[role="alert"]')).toBeNull()
})

test('[CLOCK-61] the timeline lists phases, surprises and cues in their order', () => {
  const { page } = (drawn = draw(Timeline, inPlay()))
  expect(Array.from(page.querySelectorAll('li'), (each) => each.textContent)).toEqual([
    'The feather, at 2:00',
    'Ana: Slower, at 4:00',
    'The feather, a whisper, at 6:00',
    'Debrief, at 8:00',
  ])
  const [first] = page.querySelectorAll('li')
  expect(first?.style.left).toMatch(/^4\.44/)
})

test('[CLOCK-62] pointing at the timeline shows the moment and the mark that is near', () => {
  const { page } = (drawn = draw(Timeline, inPlay()))
  const track = find(page, '.track')
  track.getBoundingClientRect = () => new DOMRect(100, 0, 900, 16)
  const point = (clientX: number) => {
    track.dispatchEvent(new MouseEvent('pointermove', { clientX, bubbles: true }))
    flushSync()
    return find(page, '.moment').textContent.replace(/\s+/g, ' ').trim()
  }
  expect(point(100 + 42)).toMatch(/^The feather 2:06 · \d/)
  expect(point(100 + 60)).toMatch(/^3:00 · \d/)
  expect(point(9_999)).toMatch(/^45:00 · \d/)
  track.dispatchEvent(new Event('pointerleave'))
  flushSync()
  expect(page.querySelector('.moment')).toBeNull()
})

test('[CLOCK-62] the keys move along the timeline by minutes and from mark to mark', () => {
  const { page } = (drawn = draw(Timeline, inPlay()))
  const track = find(page, '.track')
  const press = (key: string) => {
    track.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    flushSync()
    return track.getAttribute('aria-valuetext')
  }
  expect(track.getAttribute('aria-valuetext')).toMatch(/^10:00 of exercise, \d/)
  expect(press('ArrowLeft')).toMatch(/^9:00 of exercise, \d/)
  expect(press('PageDown')).toMatch(/^8:00 of exercise, .*, Debrief$/)
  expect(press('PageDown')).toMatch(/^6:00 .* a whisper$/)
  expect(press('PageDown')).toMatch(/^4:00 .* Ana: Slower$/)
  expect(press('PageUp')).toMatch(/^6:00 /)
  expect(press('Home')).toMatch(/^0:00 /)
  expect(press('ArrowLeft')).toMatch(/^0:00 /)
  track.dispatchEvent(new FocusEvent('blur'))
  flushSync()
  expect(page.querySelector('.moment')).toBeNull()
})

test('[CLOCK-62] the nearest mark within reach is the one that is told', () => {
  const marks = timelineMarks(inPlay())
  expect(markNear(marks, 5 * minute + 1, 2 * minute)?.at).toBe(6 * minute)
  expect(markNear(marks, 5 * minute, 1_000)).toBeNull()
})

test('[CLOCK-64] who began to conduct, a card and a fermata stand on the timeline', () => {
  const stage = inPlay()
  const moment = (minutes: number) => ({ wallAt: stage.wall, at: minutes * minute })
  stage.doc.rotations.push([
    { what: 'started', everyMs: minute, order: [ana, 'p_bo'], by: ana, ...moment(1) },
  ])
  const card = { n: 1, cardId: 'late', title: 'All is late', text: 'By an hour.' }
  stage.doc.draws.push([{ what: 'played', ...card, ...moment(3) }])
  const fermata = { id: 'f_1', probes: ['?'], by: ana, speed: 1 }
  stage.doc.fermatas.push([{ event: 'held', ...fermata, ...moment(5) }])
  expect(timelineMarks(stage).filter(({ kind }) => kind === 'turn')).toEqual([
    { kind: 'turn', at: minute, words: 'Ana conducts' },
    { kind: 'turn', at: 3 * minute, words: 'A card: All is late' },
    { kind: 'turn', at: 5 * minute, words: 'Fermata: the clock is held' },
  ])
})
