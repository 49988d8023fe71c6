import { flushSync } from 'svelte'
import { expect, test } from 'vitest'
import CueMenu from '../../client/stage/CueMenu.svelte'
import CuesInSight from '../../client/stage/CuesInSight.svelte'
import { wordsByCue } from '../../client/stage/cue-words.ts'
import type { CueId } from '../../shared/ids.ts'
import { ana, draw, Staged } from './staged.ts'

test('[CUE-2] a cue is shown to everybody with whose it is and what it asks', async () => {
  const stage = new Staged()
  const drawn = draw(CuesInSight, stage)
  const raised = { id: 'q_1' as CueId, author: ana, at: 0 }
  stage.doc.cues.push([{ ...raised, cue: 'tacet', wallAt: stage.wall - 1_000 }])
  stage.doc.cues.push([{ ...raised, id: 'q_0', cue: 'solo', wallAt: stage.wall - 60_000 }])
  flushSync()
  expect(drawn.page.textContent).toContain(wordsByCue.tacet.label)
  expect(drawn.page.textContent).toContain(`Ana: ${wordsByCue.tacet.asks}`)
  expect(drawn.page.textContent).not.toContain(wordsByCue.solo.label)
  await drawn.dispose()
})

test('[CUE-3] every cue has a key of its own, shown where it is offered', async () => {
  const keys = Object.values(wordsByCue).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  const drawn = draw(CueMenu, new Staged())
  expect(drawn.page.textContent).toContain('Cue')
  await drawn.dispose()
})
