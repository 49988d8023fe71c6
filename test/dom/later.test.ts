import { flushSync, mount, tick, unmount } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import Gong from '../../client/ui/Gong.svelte'
import Later from '../../client/ui/Later.svelte'
import { uiWords } from '../../client/words/ui.ts'

let drawn: Record<string, unknown> | null = null

function draw(part: () => Promise<unknown>): HTMLElement {
  const target = document.body.appendChild(document.createElement('main'))
  const props = { part: part as never }
  drawn = mount(Later, { target, props })
  flushSync()
  return target
}

async function settle(): Promise<void> {
  await Promise.resolve()
  await tick()
  flushSync()
}

afterEach(async () => {
  if (drawn) await unmount(drawn)
  document.body.replaceChildren()
})

test('[PAGE-95] a part that comes later is drawn when it has come', async () => {
  const place = draw(() => Promise.resolve({ default: Gong }))
  expect(place.querySelector('svg')).toBeNull()
  await settle()
  expect(place.querySelector('svg')).not.toBeNull()
})

test('[PAGE-95] where it does not come, its place says so', async () => {
  const place = draw(() => Promise.reject(new Error('No network.')))
  await settle()
  expect(place.querySelector('[role="alert"]')?.textContent).toBe(uiWords.partMissing)
})
