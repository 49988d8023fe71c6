import type { Component } from 'svelte'
import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import FormatChoice from '../../client/formats/FormatChoice.svelte'
import LobbyFormat from '../../client/formats/LobbyFormat.svelte'
import Opening from '../../client/stage/Opening.svelte'
import { spokenFormat, spokenFormats } from '../../client/words/formats.ts'
import { must } from '../../shared/invariants.ts'
import { ana, draw, Staged } from './staged.ts'

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

const select = (page: HTMLElement) => must(page.querySelector('select'), 'the choice of a format')

function choose(page: HTMLElement, format: string): void {
  select(page).value = format
  select(page).dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
}

/** What the server writes when a facilitator chooses. */
function changed(stage: Staged, format: string): void {
  stage.doc.formats.push([{ format, wallAt: stage.wall, by: ana }])
  flushSync()
}

test('[FORMAT-5] in the lobby the stand offers every format, and the purpose of the one chosen', () => {
  const stage = new Staged('facilitator')
  const { page } = (drawn = draw(Stand, stage))
  const label = must(page.querySelector(`label[for="${select(page).id}"]`), 'its label')
  expect(label.textContent).toBe('How we play')
  expect([...select(page).options].map(({ text }) => text)).toEqual(
    spokenFormats.map(({ name }) => name),
  )
  expect(select(page).value).toBe('gamelan')
  choose(page, 'tabletop')
  expect(stage.sent).toEqual([{ type: 'format.set', format: 'tabletop' }])
  changed(stage, 'tabletop')
  expect(page.textContent).toContain(spokenFormat('tabletop').purpose)
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  flushSync()
  expect(page.textContent).not.toContain('How we play')
})

test('[FORMAT-5] a refused change puts the choice back and says why', async () => {
  const stage = new Staged('facilitator')
  const message = 'The format is chosen in the lobby. Move everyone back there first.'
  stage.reply = { ok: false, error: { code: 'conflict', message } }
  const { page } = (drawn = draw(FormatChoice, stage))
  choose(page, 'tabletop')
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('[role="alert"]')?.textContent).toContain(message)
  })
  expect(select(page).value).toBe('gamelan')
})

test('[FORMAT-5] whoever goes through the list by keys sends what they come to rest on', async () => {
  const stage = new Staged('facilitator')
  const { page } = (drawn = draw(FormatChoice, stage))
  for (const format of ['game-day', 'wheel-of-misfortune', 'tabletop']) choose(page, format)
  await vi.waitFor(() => {
    expect(stage.sent).toEqual([
      { type: 'format.set', format: 'game-day' },
      { type: 'format.set', format: 'tabletop' },
    ])
  })
})

test('[FORMAT-3] when another format is chosen, the lobby says it once and offers its parts', () => {
  const stage = new Staged()
  const opening: Component = (...rest) => Opening(rest[0], { situation: null })
  const { page } = (drawn = draw(opening, stage))
  const said = must(page.querySelector('[aria-live="polite"]'), 'what is said')
  expect(said.textContent).toContain('Gamelan')
  changed(stage, 'knowledge-elicitation')
  expect(said.textContent).toContain('Knowledge Elicitation')
  expect(said.textContent).toContain(spokenFormat('knowledge-elicitation').purpose)
  expect(page.textContent).toContain('Interviewer')
  expect(page.textContent).not.toContain('Next conductor')
})

test('[FORMAT-7] the lobby tells how long a format takes and what it is played with, each explained', async () => {
  const { page } = (drawn = draw(LobbyFormat, new Staged()))
  expect(page.textContent).toContain(
    'Usually 10 min to gather, 45 min of play, 20 min to talk it over.',
  )
  await vi.waitFor(() => {
    flushSync()
    const explained = [...page.querySelectorAll('.tooltip-anchor')].map((each) => each.textContent)
    expect(explained).toEqual(['rotation', 'tuning', 'time brackets', 'fermata', 'surprise deck'])
  })
})
