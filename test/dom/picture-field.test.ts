import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Improvise from '../../client/conduct/Improvise.svelte'
import { readPicture } from '../../client/conduct/picture-file.ts'
import { must } from '../../shared/invariants.ts'
import { longestPicture } from '../../shared/stage/picture.ts'
import { draw, Staged } from './staged.ts'

const png = (bytes: number) => new File([new Uint8Array(bytes)], 'rack.png', { type: 'image/png' })

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

test('[INJECT-69] a chosen picture is read as a data URL, up to 300 KB', async () => {
  expect(await readPicture(png(3))).toEqual({ ok: true, src: 'data:image/png;base64,AAAA' })
  expect(await readPicture(png(longestPicture))).toMatchObject({ ok: true })
})

test('[INJECT-69] what is too large, of another type or empty is refused in a sentence', async () => {
  const problemOf = async (file: File) => {
    const read = await readPicture(file)
    return read.ok ? null : read.problem
  }
  expect(await problemOf(png(longestPicture + 1))).toContain('has 301 KB, and 300 KB is the most')
  const svg = new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' })
  expect(await problemOf(svg)).toBe('“a.svg” is no PNG, JPEG, WebP or GIF picture.')
  expect(await problemOf(png(0))).toBe('“rack.png” cannot be read.')
})

/** The facilitator's form for an improvised image, with the verbs of who fills it in. */
function form() {
  const stage = new Staged('facilitator')
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  const { page } = (drawn = draw(Improvise, stage))
  must(page.querySelector('button'), 'the opener').click()
  flushSync()
  const field = (label: string) => {
    const named = [...page.querySelectorAll('label')].find((each) =>
      each.textContent.trim().startsWith(label),
    )
    return must(named?.control as HTMLInputElement | null | undefined, label)
  }
  const write = (label: string, value: string) => {
    field(label).value = value
    field(label).dispatchEvent(new Event('input', { bubbles: true }))
    field(label).dispatchEvent(new Event('change', { bubbles: true }))
    flushSync()
  }
  const choose = (file: File) => {
    Object.defineProperty(field('Picture'), 'files', { value: [file], configurable: true })
    field('Picture').dispatchEvent(new Event('change', { bubbles: true }))
  }
  const land = () => {
    must(page.querySelector('form'), 'the form').requestSubmit()
    flushSync()
  }
  write('Kind', 'image')
  return { stage, page, write, choose, land, field }
}

const shows = (page: HTMLElement, words: string) =>
  vi.waitFor(() => {
    flushSync()
    expect(page.textContent).toContain(words)
  })

test('[INJECT-69] an image is improvised from a file, with words for whoever does not see it', async () => {
  const { stage, page, write, choose, land } = form()
  write('Title', 'The rack')
  write('What it shows', 'Two lights are out')
  choose(png(3))
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('img')).not.toBeNull()
  })
  land()
  const image = { src: 'data:image/png;base64,AAAA', alt: 'Two lights are out' }
  const content = { kind: 'image', title: 'The rack', image }
  expect(stage.sent).toEqual([{ type: 'inject.improvise', content, audience: { to: 'everyone' } }])
})

test('[INJECT-69] what is wrong is told beside its field, and what was written stays', async () => {
  const { stage, page, write, choose, land, field } = form()
  write('Title', 'The rack')
  land()
  expect(page.textContent).toContain('Choose a picture.')
  expect(page.textContent).toContain('Say what it shows.')
  choose(png(longestPicture + 1))
  await shows(page, '300 KB is the most')
  land()
  expect(stage.sent).toEqual([])
  expect(field('Title').value).toBe('The rack')
})
