import { expect, onTestFinished, test } from 'vitest'
import { Api } from '../../client/net/api.ts'
import { must } from '../../shared/invariants.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { speedOf } from '../../shared/stage/clock.ts'
import { openFermata } from '../../shared/stage/fermata.ts'
import { rotationOf } from '../../shared/stage/rotation.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  readClock,
  readFermatas,
  readInjects,
  readRotations,
  readSpins,
} from '../../shared/stage/stage-doc.ts'
import type { Joined } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import { OpenPage } from '../band/open-page.ts'
import { ServerProcess } from '../support/server-process.ts'
import { until } from '../support/until.ts'

/** Exercise milliseconds at which three injects are due, soon after the lights go out. */
const due = [4_000, 4_300, 4_600]

test('[INJECT-76] killed in a spin, a rotation and a fermata, the server goes on where it was', async () => {
  const server = await ServerProcess.start()
  onTestFinished(() => server.dispose())
  const band = await bandOf(server)
  await band.do('noor', { type: 'phase.set', phase: 'play' })
  for (const at of due) await band.do('noor', surprise(at))
  const order = [band.idOf('ana'), band.idOf('bo')]
  await band.do('noor', { type: 'rotation.start', everyMinutes: 1, order })
  await band.do('noor', { type: 'rotation.offer', words: 'db2 is behind' })
  await band.do('noor', { type: 'wheel.spin', wheel: 'on-call' })
  const [spin] = await band.read(readSpins, 1)

  await server.kill()
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  await server.restart()
  band.comeBack()

  const landed = await band.read(readInjects, due.length)
  expect(landed.map(({ content }) => content.title)).toEqual(due.map(String))
  for (const [index, { at }] of landed.entries())
    expect(at).toBeGreaterThanOrEqual(must(due[index], 'its time'))
  expect(await band.read(readSpins, 1)).toEqual([spin])
  const rotation = rotationOf(readRotations(band.stage), new Set(order))
  expect(rotation).toMatchObject({ conductor: order[0], inTheAir: { to: order[1] } })
  await band.do('bo', { type: 'rotation.readBack', words: 'db2 is behind, I have it' })

  await band.do('noor', { type: 'fermata.hold' })
  const { id: fermataId } = must((await band.read(readFermatas, 1))[0], 'a fermata')
  await band.do('ana', { type: 'fermata.answer', fermataId, answers: ['db2 fell behind'] })
  await server.kill()
  await server.restart()
  band.comeBack()

  await band.read(readFermatas, 1)
  expect(openFermata(readFermatas(band.stage))).toMatchObject({ state: 'held' })
  expect(speedOf(readClock(band.stage))).toBe(0)
  await band.do('noor', { type: 'fermata.reveal', fermataId })
  await until('the answer is there', () =>
    JSON.stringify(readFermatas(band.stage)).includes('db2 fell behind'),
  )
  await band.do('noor', { type: 'fermata.release', fermataId })
  await until('the clock goes on', () => speedOf(readClock(band.stage)) === 1)
  expect(await band.read(readInjects, due.length)).toEqual(landed)
})

const surprise = (at: number): Command => ({
  type: 'inject.improvise',
  content: { kind: 'message', title: String(at) },
  audience: { to: 'everyone' },
  trigger: { on: 'time', at },
})

type Name = 'noor' | 'ana' | 'bo'

/** A facilitator and two who play, with what each has open. */
async function bandOf(server: ServerProcess) {
  const api = new Api(server.base)
  const { links } = await api.createSession(server.adminToken, { title: 'Dark', format: 'gamelan' })
  const tokenOf = (link: string) => link.slice(link.indexOf('#') + 1)
  const joined: Record<Name, Joined> = {
    noor: await api.join(tokenOf(links.facilitator), 'Noor'),
    ana: await api.join(tokenOf(links.participant), 'Ana'),
    bo: await api.join(tokenOf(links.participant), 'Bo'),
  }
  let pages = open()
  onTestFinished(close)

  function open(): Record<Name, OpenPage> {
    const pageOf = (name: Name) => new OpenPage(server.base, joined[name], () => Date.now())
    return { noor: pageOf('noor'), ana: pageOf('ana'), bo: pageOf('bo') }
  }

  function close(): void {
    for (const page of Object.values(pages)) page.dispose()
  }

  return {
    get stage(): StageDoc {
      return pages.noor.stage
    },
    idOf: (name: Name): ParticipantId => joined[name].participantId,
    async do(name: Name, command: Command): Promise<void> {
      await Promise.all(Object.values(pages).map((page) => page.settled()))
      const reply: Reply = await pages[name].send(command)
      expect(reply).toMatchObject({ ok: true })
    },
    /** What the stage has of something, once there is so much of it. */
    async read<Item>(of: (stage: StageDoc) => Item[], count: number): Promise<Item[]> {
      await until('all of it is there', () => of(pages.noor.stage).length >= count)
      return of(pages.noor.stage)
    },
    /** New pages, as after a reload. */
    comeBack(): void {
      close()
      pages = open()
    },
  }
}
