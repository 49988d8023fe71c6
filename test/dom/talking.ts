import { flushSync } from 'svelte'
import { afterEach, beforeEach, vi } from 'vitest'
import Channel from '../../client/stage/Channel.svelte'
import type { MessageId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { draw, Staged } from './staged.ts'

/*
 * What the tests of the channel share: a band of five, seen by Ana, and hands and eyes for the page.
 */
export const bo = 'p_bo' as ParticipantId
export const anaMaria = 'p_ana_maria' as ParticipantId
export const lior = 'p_lior' as ParticipantId
export const one = 'm_1' as MessageId
export const two = 'm_2' as MessageId
const now = 1_700_000_100_000

/** The stage of the test that runs, made anew for each. */
export let stage: Staged
let drawn: ReturnType<typeof draw> | undefined

beforeEach(() => {
  stage = new Staged()
  for (const each of people) stage.doc.roster.set(each.participantId, each)
})

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
  sessionStorage.clear()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

export const person = (participantId: ParticipantId, name: string, number = 1): RosterEntry => ({
  participantId,
  name,
  number,
  role: 'participant',
  hue: 200,
  joinedAt: 2,
  removedAt: null,
})

export const people = [
  person(bo, 'Bo 🎺'),
  person(anaMaria, 'Ana Maria-Zoë'),
  person(lior, 'ליאור'),
  person('p_bo_2' as ParticipantId, 'Bo 🎺', 2),
]

export const message = (id: string, text: string, more: Partial<Message> = {}): Message => ({
  id: id as MessageId,
  author: bo,
  text,
  replyTo: null,
  wallAt: now - 1_000,
  at: 60_000,
  ...more,
})

export const page = () => must(drawn, 'a drawn channel').page
export const find = (selector: string) =>
  must(page().querySelector<HTMLElement>(selector), selector)
export const all = (selector: string) => [...page().querySelectorAll<HTMLElement>(selector)]
export const wordsOf = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim()
export const field = () => must(page().querySelector('textarea'), 'the field')
/** By hand, because jsdom's selectors do not match emoji. */
export const button = (label: string) =>
  must(
    all('button').find((each) => each.getAttribute('aria-label') === label),
    label,
  )
export const options = () => all('[role="option"] bdi').map((each) => each.textContent)

/** A button of the toolbar that comes with the pointer. */
export function tool(label: string): HTMLElement {
  const enters = new PointerEvent('pointerenter', { pointerType: 'mouse' })
  find('[data-message]').dispatchEvent(enters)
  flushSync()
  return button(label)
}

export function type(text: string): void {
  field().focus()
  field().value = text
  field().dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

export function press(key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  const passed = (document.activeElement ?? document.body).dispatchEvent(event)
  flushSync()
  return passed
}

export function send(text: string): void {
  type(text)
  press('Escape')
  press('Enter')
}

export function say(...messages: Message[]): void {
  stage.doc.channel.push(messages)
  flushSync()
}

/** Draws the channel as it stands now. */
export function open(): ReturnType<typeof draw> {
  return (drawn = draw(Channel, stage))
}

/** Gives the list a height, and a place it is scrolled to: jsdom lays nothing out. */
export function layOut(): { away: () => void; toEnd: () => void; end: () => boolean } {
  let top = 900
  const given = { scrollHeight: 1_000, clientHeight: 100 }
  for (const [name, value] of Object.entries(given)) {
    vi.spyOn(HTMLElement.prototype, name as 'clientHeight', 'get').mockReturnValue(value)
  }
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(() => top)
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation(
    (to) => (top = Math.min(to, 900)),
  )
  const to = (place: number) => () => {
    top = place
    find('[role="log"]').dispatchEvent(new Event('scroll'))
    flushSync()
  }
  return { away: to(0), toEnd: to(900), end: () => top === 900 }
}
