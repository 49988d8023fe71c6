import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import DeckStand from '../../client/deck/DeckStand.svelte'
import DeckTable from '../../client/deck/DeckTable.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { must } from '../../shared/invariants.ts'
import type { Role } from '../../shared/roles.ts'
import type { DrawEvent } from '../../shared/stage/draw.ts'
import { ana, draw, Staged } from './staged.ts'

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

function stageOf(role: Role = 'participant'): Staged {
  const stage = new Staged(role)
  stage.doc.phases.push([{ phase: 'play', wallAt: stage.wall, at: 0 }])
  return stage
}

function run(stage: Staged, speed: number) {
  stage.doc.clock.push([{ wallAt: stage.wall, at: 0, speed }])
  flushSync()
}

function happen(stage: Staged, event: Record<string, unknown> & Pick<DrawEvent, 'what'>) {
  stage.doc.draws.push([{ wallAt: stage.wall, at: 0, ...event }])
  flushSync()
}

const waits = (stage: Staged, n = 1) => {
  happen(stage, { what: 'drawn', n, by: ana, playsAt: stage.wall + 12_000 })
}
const plays = (stage: Staged, n: number, title: string) => {
  happen(stage, { what: 'played', n, cardId: `c${n}`, title, text: `${title}, it says.` })
}

function button(page: HTMLElement, words: string): HTMLButtonElement | undefined {
  return [...page.querySelectorAll('button')].find((each) => each.textContent.trim() === words)
}

async function click(page: HTMLElement, words: string): Promise<void> {
  await vi.waitFor(() => {
    flushSync()
    expect(button(page, words)?.disabled).toBe(false)
  })
  button(page, words)?.click()
  flushSync()
}

/** What was drawn from the stand has its answer. */
async function answered(page: HTMLElement): Promise<void> {
  await vi.waitFor(() => {
    flushSync()
    expect(button(page, 'Draw it')?.disabled).toBe(false)
  })
}

test('[DECK-50] the last card lies open for all, with who drew it; earlier ones can be read again', () => {
  const stage = stageOf('observer')
  drawn = draw(DeckTable, stage)
  expect(drawn.page.querySelector('section')).toBeNull()
  waits(stage)
  expect(drawn.page.querySelector('[role=status]')?.textContent).toBe('Ana drew a card')
  plays(stage, 1, 'Gone dark')
  expect(drawn.page.querySelector('h3')?.textContent.trim()).toBe('Gone dark')
  expect(drawn.page.querySelector('.by')?.textContent).toBe('Drawn by you')
  expect(toasts.said.text).toBe('A card: Gone dark')
  plays(stage, 2, 'A second pager')
  expect(drawn.page.querySelector('h3')?.textContent.trim()).toBe('A second pager')
  expect(drawn.page.querySelector('details')?.textContent).toContain('Gone dark, it says.')
})

test('[DECK-51] players draw while they may, and wait while a card is on its way', async () => {
  const stage = stageOf()
  drawn = draw(DeckTable, stage)
  const { page } = drawn
  expect(button(page, 'Draw a card')).toBeUndefined()
  happen(stage, { what: 'opened', byPlayers: true, by: ana })
  await click(page, 'Draw a card')
  expect(stage.sent).toEqual([{ type: 'deck.draw' }])
  run(stage, 1)
  waits(stage)
  expect(button(page, 'Draw a card')).toBeUndefined()
  expect(page.textContent).toContain('Ana drew a card. It is turned over in 12 s')
  run(stage, 0)
  expect(page.textContent).toContain('It is turned over when the clock goes on')
})

test('[DECK-51] from the stand a card is drawn by chance or chosen, and the deck is given away', async () => {
  const stage = stageOf('facilitator')
  drawn = draw(DeckStand, stage)
  const { page } = drawn
  await click(page, 'Deck')
  await click(page, 'Draw it')
  await answered(page)
  const select = must(page.querySelector('select'), 'a choice of cards')
  select.value = 'cat'
  select.dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
  await click(page, 'Draw it')
  await answered(page)
  must(page.querySelector<HTMLInputElement>('input[type=checkbox]'), 'a box').click()
  flushSync()
  expect(stage.sent).toEqual([
    { type: 'deck.draw' },
    { type: 'deck.draw', cardId: 'cat' },
    { type: 'deck.open', byPlayers: true },
  ])
})

test('[DECK-51] what a player drew is read on the stand, let play or refused', async () => {
  const stage = stageOf('facilitator')
  run(stage, 1)
  waits(stage)
  const thrown = [{ n: 1, cardId: 'cat' }]
  // Whichever side of the stand is in front: there are seconds to say no.
  drawn = draw(Stand, stage, { thrown })
  const { page } = drawn
  expect(page.textContent).toContain('Ana drew a card. It plays in 12 s:')
  expect(page.textContent).toContain('A cat on the keyboard')
  run(stage, 0)
  expect(page.textContent).toContain('Ana drew a card. It waits for the clock to go on:')
  await click(page, 'Let it play')
  await click(page, 'Not this one')
  expect(stage.sent).toEqual([
    { type: 'deck.play', n: 1 },
    { type: 'deck.veto', n: 1 },
  ])
})
