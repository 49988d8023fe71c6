import type { Component } from 'svelte'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import Board from '../../client/board/Board.svelte'
import { BoardEditor } from '../../client/board/board-editor.ts'
import type { BoardView } from '../../client/board/board-view.ts'
import { provideBoardView } from '../../client/board/board-view.ts'
import { caretAt } from '../../client/board/carets.ts'
import DoingStrip from '../../client/board/DoingStrip.svelte'
import { markdown } from '../../client/board/markdown.ts'
import { PresentPeople } from '../../client/state/present-people.svelte.ts'
import LiveRegion from '../../client/ui/LiveRegion.svelte'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc, readCards, readDoings } from '../../shared/board/board-doc.ts'
import { setRemoved } from '../../shared/board/board-edits.ts'
import { readParts } from '../../shared/board/part.ts'
import { spokenFormat } from '../../client/words/formats.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Presence } from '../../shared/wire/presence.ts'

const ana = 'p_ana' as ParticipantId
const bo = 'p_bo' as ParticipantId
const cy = 'p_cy' as ParticipantId
const minute = 60_000
let board: BoardDoc
let pages: ReturnType<typeof mount>[]
/** Ana looks at the page; Bo is somewhere else. */
let hers: BoardEditor
let his: BoardEditor

beforeEach(() => {
  board = boardDoc(new Y.Doc())
  pages = []
  hers = editor(ana)
  his = editor(bo)
})

afterEach(async () => {
  for (const page of pages) await unmount(page)
  document.body.replaceChildren()
  hers.dispose()
  his.dispose()
})

function editor(me: ParticipantId): BoardEditor {
  return new BoardEditor({
    board,
    me,
    newId: idsFrom((length) => crypto.getRandomValues(new Uint8Array(length))),
    now: () => minute,
    attention: {
      attend: () => undefined,
      drag: () => undefined,
      point: () => undefined,
      typing: () => undefined,
    },
    awareness: new Awareness(board.cards.doc ?? new Y.Doc()),
  })
}

function person(name: string, participantId: ParticipantId): RosterEntry {
  const joined = { hue: 40, number: 1, joinedAt: 1, removedAt: null }
  return { participantId, name, role: 'participant', ...joined }
}

function open(over: Partial<BoardView> = {}): void {
  const view: BoardView = {
    format: spokenFormat('gamelan'),
    board,
    people: [person('Ana', ana), person('Bo', bo)],
    present: [],
    presentAt: (card) => view.present.filter((each) => each.cardId === card && !each.away),
    me: ana,
    now: () => 4 * minute,
    storyOf: () => Promise.resolve([]),
    news: null,
    edit: hers,
  }
  // With their getters: what they give may change while it is read.
  Object.defineProperties(view, Object.getOwnPropertyDescriptors(over))
  const whole: Component = (internals) => {
    provideBoardView(view)
    LiveRegion(internals, {})
    DoingStrip(internals, {})
    return Board(internals, {})
  }
  pages.push(mount(whole, { target: document.body, context: new Map() }))
  flushSync()
}

const find = (selector: string) =>
  must(document.querySelector<HTMLElement>(selector), `${selector} on the page`)

function button(name: string | RegExp): HTMLButtonElement {
  const all = [...document.querySelectorAll('button')]
  const is = (each: HTMLButtonElement) =>
    [each.textContent, each.getAttribute('aria-label')].some((words) =>
      typeof name === 'string' ? words?.trim() === name : name.test(words ?? ''),
    )
  return must(all.find(is), `a button ${String(name)}`)
}

function click(name: string | RegExp): void {
  button(name).click()
  flushSync()
}

/** Whose line of the strip it is in. */
function lineAround(node: Node): string | undefined {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('.doing-chip')?.querySelector('strong')?.textContent
}

const text = () => document.body.textContent.replace(/\s+/g, ' ')

function action(id: CardId) {
  const found = readCards(board).find((each) => each.id === id)
  return found?.kind === 'action' ? found : null
}

describe('who is doing what', () => {
  test('[BOARD-15] one gesture takes an action and says that I am on it', () => {
    const id = hers.add('action', 'restart db1')
    open()
    click('Take it')
    expect(action(id)?.assignee).toBe(ana)
    expect(readDoings(board)).toMatchObject([{ text: 'restart db1', cardId: id }])
    hers.undo()
    expect([action(id)?.assignee ?? null, readDoings(board)]).toEqual([null, []])
  })

  test('[BOARD-16] a hand-over is in the air until it is said back', () => {
    const id = his.add('action', 'restart db1')
    his.claim(id, 'restart db1')
    his.offer(id, ana)
    open()
    expect(text()).toContain('Bo hands you “restart db1”')
    expect(action(id)).toMatchObject({ assignee: bo, offer: { to: ana, by: bo } })
    click('I have it')
    expect(action(id)).toMatchObject({ assignee: ana, offer: null })
    expect(text()).not.toContain('Bo hands you')
  })

  test('[BOARD-16] an offer that is not wanted leaves the action where it was', () => {
    const id = his.add('action', 'restart db1')
    his.claim(id, 'restart db1')
    his.offer(id, ana)
    open()
    click('Not now')
    expect(action(id)).toMatchObject({ assignee: bo, offer: null })
  })

  test('[BOARD-17] whoever asks for help is seen to, and whoever goes says so for both', () => {
    his.setDoing('reading logs', null)
    his.askForHelp(true)
    open()
    expect(find('.doing-chip.asks').textContent).toContain('reading logs')
    click('I’ll help')
    expect(readDoings(board)).toMatchObject([
      { participantId: bo, text: 'reading logs', help: false },
      { participantId: ana, text: 'With Bo' },
    ])
  })

  test('[BOARD-17] I ask for help with one gesture, and stop asking with the same', () => {
    open()
    click('Ask for help')
    expect(readDoings(board)).toMatchObject([{ participantId: ana, help: true }])
    click(/You asked for help/)
    expect(readDoings(board)).toEqual([])
  })

  test('[BOARD-18] the list says what part people play, what they are on, and since when', () => {
    his.setPart('Scribe')
    his.setDoing('reading logs', null)
    open()
    expect(readParts(board).get(bo)).toBe('Scribe')
    expect(find('.doing-chip').textContent).toMatch(/Bo.*Scribe.*reading logs.*3 min/s)
  })

  test('[PAGE-103] what one person does draws their own line, and the others rest', () => {
    const there = new Awareness(new Y.Doc())
    const people = new PresentPeople(there)
    his.setDoing('asking around', null)
    hers.setPart('scribe')
    open({
      people: [person('Ana', ana), person('Bo', bo), person('Cy', cy)],
      me: cy,
      get present() {
        return people.all
      },
    })
    const watched = new MutationObserver(() => undefined)
    watched.observe(find('.chips'), { subtree: true, childList: true, attributes: true })
    const drawn = () => new Set(watched.takeRecords().map(({ target }) => lineAround(target)))

    there.setLocalState({ participantId: bo, typing: true })
    flushSync()
    expect(drawn()).toEqual(new Set(['Bo']))
    his.setDoing('reading the log', null)
    his.setPart('lookout')
    flushSync()
    expect(drawn()).toEqual(new Set(['Bo']))
    watched.disconnect()
  })

  test('[BOARD-18] in a large group those who only listen are faces', () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      person(`Mate ${n}`, `p_mate${n}` as ParticipantId),
    )
    his.setDoing('reading logs', null)
    open({ people: [person('Ana', ana), person('Bo', bo), ...many] })
    expect(document.querySelectorAll('.doing-chip')).toHaveLength(1)
    expect(find('[aria-label="Listening: 12"]').children).toHaveLength(12)
  })
})

describe('what the group may have missed', () => {
  test('[BOARD-19] two people on one thing are told apart from one', () => {
    const id = his.add('signal', 'load is high')
    his.setDoing('load', id)
    open()
    expect(text()).not.toContain('2 on it')
    hers.setDoing('load, too', id)
    flushSync()
    expect(text()).toContain('2 on it')
  })

  test('[BOARD-19] a hypothesis that is acted on untested or contradicted says so', () => {
    const guess = hers.add('hypothesis', 'disk is full')
    const act = hers.add('action', 'grow the disk')
    const signal = hers.add('signal', 'df says 40 %')
    hers.link(act, guess, 'acts on')
    open()
    expect(text()).toContain('acted on, untested')
    hers.link(signal, guess, 'contradicts')
    flushSync()
    expect(text()).toContain('acted on, contradicted')
    hers.setActionStatus(act, 'dropped')
    flushSync()
    expect(text()).not.toContain('acted on')
  })
})

describe('many hands', () => {
  const at = (card: CardId, index: number): Presence => {
    const title = must(readCards(board)[0], 'the card').title
    const caret = caretAt({ card, text: 'title' }, title, index)
    return { participantId: bo, cardId: card, caret, typing: true, dragging: false, away: false }
  }

  test('[PRESENCE-14] the caret of somebody else in a title stands among its letters', () => {
    const id = his.add('hypothesis', 'disk full')
    open({ present: [at(id, 4)] })
    const caret = find('.caret')
    expect(caret.dataset.name).toBe('Bo')
    expect(caret.previousSibling?.textContent).toBe('disk')
  })

  test('[PRESENCE-14] a caret that makes no sense is no caret', () => {
    const id = his.add('hypothesis', 'disk full')
    const caret = { text: 'title' as const, at: { tname: '__proto__', item: 'x' } }
    open({ present: [{ ...at(id, 4), caret }] })
    expect(document.querySelector('.caret')).toBeNull()
  })

  test('[BOARD-20] who is at a card that somebody takes off is told, and can put it back', () => {
    const id = his.add('hypothesis', 'disk full')
    open()
    find('article textarea').focus()
    flushSync()
    setRemoved(board, id, true)
    flushSync()
    expect(text()).toContain('Somebody took the card you were at off the board')
    click('Put it back')
    expect(readCards(board).map((each) => each.id)).toEqual([id])
  })
})

describe('the text of a card', () => {
  test('[BOARD-21] is Markdown, and inert', () => {
    expect(markdown('**bold** and `code`')).toBe(
      '<p><strong>bold</strong> and <code>code</code></p>',
    )
    const nasty = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[a](javascript:alert(1))',
      '![a](https://elsewhere.example/pixel.png)',
      '<javascript:alert(1)>',
    ]
    const page = document.createElement('div')
    page.innerHTML = markdown(nasty.join('\n\n'))
    expect(page.querySelectorAll('script, img, [onerror]')).toHaveLength(0)
    const links = [...page.querySelectorAll('a')].map((each) => each.getAttribute('href'))
    expect(links).toEqual(['', 'https://elsewhere.example/pixel.png', ''])
  })
})
