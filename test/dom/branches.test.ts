import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import Feed from '../../client/stage/Feed.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Role } from '../../shared/roles.ts'
import type { ChoiceEvent } from '../../shared/stage/choice.ts'
import type { InjectContent, Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { ana, draw, Staged } from './staged.ts'

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

const bo = 'p_bo' as ParticipantId
const fay = 'p_fay' as ParticipantId
const fork = 'i_fork' as InjectId
const content: InjectContent = {
  kind: 'message',
  title: 'Which way?',
  options: [
    { key: 'o1', text: 'To the left' },
    { key: 'o2', text: 'To the right' },
  ],
}
const moment = { wallAt: 1_700_000_050_000, at: 60_000 }
const chose = (by: ParticipantId, option: string): ChoiceEvent => ({
  event: 'chose',
  injectId: fork,
  by,
  option,
  ...moment,
})
const settled = (by: ParticipantId | null, option: string): ChoiceEvent => ({
  event: 'settled',
  injectId: fork,
  by,
  option,
  ...moment,
})

/** A session in which the fork has landed for everyone, and what was chosen so far. */
function stageWith(role: Role, events: readonly ChoiceEvent[] = []): Staged {
  const stage = new Staged(role)
  const here = { hue: 200, number: 1, joinedAt: 2, removedAt: null }
  stage.doc.roster.set(bo, { participantId: bo, name: 'Bo', role: 'participant', ...here })
  stage.doc.roster.set(fay, { participantId: fay, name: 'Fay', role: 'facilitator', ...here })
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  stage.doc.injects.push([{ id: fork, content, whisper: false, ...moment }])
  stage.doc.choices.push([...events])
  return stage
}

function feed(stage: Staged): HTMLElement {
  drawn = draw(Feed, stage)
  return drawn.page
}

function option(page: HTMLElement, text: string): HTMLElement {
  const rows = [...page.querySelectorAll<HTMLElement>('.options li')]
  return must(
    rows.find((each) => each.textContent.includes(text)),
    text,
  )
}
const button = (page: HTMLElement, text: string) => option(page, text).querySelector('button')
const pressed = (page: HTMLElement, text: string) =>
  button(page, text)?.getAttribute('aria-pressed')

function happen(stage: Staged, ...events: ChoiceEvent[]): void {
  stage.doc.choices.push(events)
  flushSync()
}

test('[BRANCH-50] one gesture chooses, pressed in at once; another changes it', async () => {
  const stage = stageWith('participant')
  let answer = (): void => undefined
  stage.send = (command) => {
    stage.sent.push(command)
    return new Promise((done) => (answer = () => done({ ok: true })))
  }
  const page = feed(stage)
  expect(pressed(page, 'To the left')).toBe('false')
  button(page, 'To the left')?.click()
  flushSync()
  expect(pressed(page, 'To the left')).toBe('true')
  answer()
  happen(stage, chose(ana, 'o1'))
  await vi.waitFor(() => {
    button(page, 'To the right')?.click()
    expect(stage.sent).toHaveLength(2)
  })
  flushSync()
  expect(pressed(page, 'To the left')).toBe('false')
  expect(stage.sent).toEqual([
    { type: 'inject.choose', injectId: fork, option: 'o1' },
    { type: 'inject.choose', injectId: fork, option: 'o2' },
  ])
})

test('[BRANCH-50] faces stand behind what was chosen, and are read aloud', () => {
  const page = feed(stageWith('participant', [chose(bo, 'o2'), chose(ana, 'o2')]))
  expect(button(page, 'To the right')?.textContent).toContain(', chosen by Bo and Ana')
  expect(option(page, 'To the right').querySelectorAll('.avatar')).toHaveLength(2)
  expect(option(page, 'To the left').querySelectorAll('.avatar')).toHaveLength(0)
  expect(pressed(page, 'To the right')).toBe('true')
})

test('[BRANCH-50] a refusal is told beside the options', async () => {
  const stage = stageWith('participant')
  stage.reply = { ok: false, error: { code: 'conflict', message: 'This is settled. Ask.' } }
  const page = feed(stage)
  button(page, 'To the left')?.click()
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('.options [role=alert]')?.textContent).toContain('This is settled.')
  })
  expect(pressed(page, 'To the left')).toBe('false')
})

test('[BRANCH-51] settled, it says for what and by whom, aloud as well, and offers nothing more', () => {
  const said = vi.spyOn(toasts, 'say')
  const stage = stageWith('participant', [chose(ana, 'o1')])
  const page = feed(stage)
  expect(page.textContent).toContain('It is settled once more than half of you agree.')
  happen(stage, chose(bo, 'o1'), settled(null, 'o1'))
  expect(page.textContent).toContain('Settled by most of you: “To the left”')
  expect(page.querySelector('.options button')).toBeNull()
  expect(said).toHaveBeenCalledExactlyOnceWith('Settled by most of you: “To the left”')
  happen(stage, { ...settled(fay, 'o2'), wallAt: moment.wallAt + 1 })
  expect(page.textContent).toContain('Settled by Fay: “To the right”')
})

test('[BRANCH-51] folded, its outcome stays in sight, and an open question leads to its options', () => {
  const stage = stageWith('participant')
  const page = feed(stage)
  const fold = must(page.querySelector<HTMLElement>('article h3 button'), 'the head')
  fold.click()
  flushSync()
  expect(page.querySelector('.options')).toBeNull()
  const open = [...page.querySelectorAll('button')].find((each) => each.textContent === 'Choose…')
  must(open, 'the way to the options').click()
  flushSync()
  expect(page.querySelector('.options')).not.toBeNull()
  fold.click()
  happen(stage, settled(null, 'o2'))
  expect(page.querySelector('article')?.textContent).toContain('Settled by most of you')
})

test.each<Role>(['observer', 'facilitator'])('[BRANCH-52] %s sees, and chooses nothing', (role) => {
  const page = feed(stageWith(role, [chose(bo, 'o1')]))
  expect(page.querySelector('.options button')).toBeNull()
  expect(option(page, 'To the left').textContent).toContain('chosen by Bo')
})

function stand(events: readonly ChoiceEvent[], isLanded = true) {
  const stage = stageWith('facilitator', events)
  const base = { audience: { to: 'everyone' }, state: 'planned' } as const
  const chosen = (title: string, option: string, order: number): PlannedInject => ({
    id: `i_${title}` as InjectId,
    order,
    content: { kind: 'message', title },
    trigger: { on: 'chosen', inject: fork, option, delay: 0 },
    ...base,
  })
  const plan: PlannedInject[] = [
    { id: fork, order: 0, content, trigger: { on: 'hand' }, ...base },
    chosen('Mud', 'o1', 1),
  ]
  const landing: Landing = { injectId: fork, audience: { to: 'everyone' }, ...moment }
  const landings = new Map(isLanded ? [[fork, landing]] : [])
  drawn = draw(Stand, stage, { plan, landings })
  const items = [...drawn.page.querySelectorAll<HTMLElement>('li.item')]
  const item = (title: string) =>
    must(
      items.find((each) => each.querySelector('bdi')?.textContent === title),
      title,
    )
  return { stage, item }
}

test('[BRANCH-53] the stand shows who chose what and what comes of it, until it is settled', () => {
  const { stage, item } = stand([chose(bo, 'o1')])
  const row = item('Which way?')
  expect(row.closest('details')).toBeNull()
  expect(row.textContent).toContain('then “Mud”')
  expect(row.textContent).toContain('nothing waits for this')
  expect(row.textContent).toContain('1 has chosen')
  const buttons = [...row.querySelectorAll('button')]
  const named = (name: string) =>
    must(
      buttons.find((each) => (each.ariaLabel ?? each.textContent.trim()) === name),
      name,
    )
  named('Take what most chose').click()
  expect(stage.sent).toEqual([{ type: 'inject.settle', injectId: fork }])
})

test('[BRANCH-53] a facilitator chooses for them, also otherwise than was settled', () => {
  const { stage, item } = stand([chose(bo, 'o2'), settled(null, 'o2')])
  const row = item('Which way?')
  expect(row.closest('details')).not.toBeNull()
  expect(row.textContent).toContain('Settled by most of them')
  const labels = [...row.querySelectorAll('.branch button')].map((each) => each.ariaLabel)
  expect(labels).toEqual(['Choose “To the left” for them'])
  row.querySelector<HTMLElement>('.branch button')?.click()
  expect(stage.sent).toEqual([{ type: 'inject.settle', injectId: fork, option: 'o1' }])
  expect(item('Mud').textContent).toContain('not what was chosen')
})

test('[BRANCH-53] before it lands its ways are told where it is unfolded, with nothing to settle', () => {
  const { item } = stand([], false)
  const row = item('Which way?')
  expect(row.querySelector('.branch')).toBeNull()
  row.querySelector<HTMLElement>('[aria-expanded=false]')?.click()
  flushSync()
  expect(row.querySelector('.branch')?.textContent).toContain('then “Mud”')
  expect(row.querySelector('.branch button')).toBeNull()
})

test('[BRANCH-54] a surprise written on the spot offers options, two at least and each another', async () => {
  const { stage } = stand([])
  const page = must(drawn, 'the stand').page
  const press = (words: string) => {
    const buttons = [...page.querySelectorAll('button')]
    must(
      buttons.find((each) => each.textContent.trim() === words),
      words,
    ).click()
    flushSync()
  }
  const write = (input: HTMLInputElement | undefined, text: string) => {
    const field = must(input, text)
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
    flushSync()
  }
  press('Improvise')
  const form = must(page.querySelector<HTMLElement>('form'), 'the form')
  write([...form.querySelectorAll('input')][0], 'Wake the boss?')
  press('Let them choose')
  const fields = () => [...form.querySelectorAll<HTMLInputElement>('fieldset input')]
  write(fields()[0], 'Yes')
  write(fields()[1], 'Yes ')
  press('Land it now')
  expect(form.textContent).toContain('Write two options at least, each another.')
  expect(stage.sent).toEqual([])
  write(fields()[1], 'No')
  press('Another option')
  expect(fields()).toHaveLength(3)
  press('Land it now')
  await vi.waitFor(() => expect(stage.sent).toHaveLength(1))
  expect(stage.sent).toMatchObject([
    {
      type: 'inject.improvise',
      content: {
        title: 'Wake the boss?',
        options: [
          { key: 'o1', text: 'Yes' },
          { key: 'o2', text: 'No' },
        ],
      },
    },
  ])
})
