import { beforeAll, describe, expect, test } from 'vitest'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

/** A page of a participant has so many sockets: board, stage and inbox. */
const onePage = 3

describe.skipIf(noBrowser)('a page that the server lets go of', () => {
  let theatre: Theatre

  beforeAll(async () => {
    theatre = await Theatre.open({ GAMELAN_MAX_CONNECTIONS_PER_SESSION: String(onePage) })
    return () => theatre.close()
  })

  const says = ({ page }: Visitor, reason: string) => page.getByText(reason)
  const inSession = async (name: string) => {
    const session = await theatre.createSession({ title: 'A small room', format: 'gamelan' })
    return { session, visitor: await theatre.person(session.links.participant, name) }
  }

  test('[PAGE-36] who does not fit in is told so, and comes in once there is room', async () => {
    const { session, visitor: ana } = await inSession('Ana')
    await ana.saved('Saved')
    const bo = await theatre.visitor(session.links.participant)
    await bo.page.getByLabel('Your name').fill('Bo')
    await bo.page.getByRole('button', { name: 'Join the session' }).click()
    await says(bo, closeCodes.tooMany.reason).waitFor()
    await ana.context.close()
    await bo.saved('Saved')
    expect(await says(bo, closeCodes.tooMany.reason).count()).toBe(0)
    expect(bo.troubles).toEqual([])
  })

  test('[PAGE-36] a restart is said, over the page, until it is over', async () => {
    const { visitor: cy } = await inSession('Cy')
    await cy.saved('Saved')
    const board = () => cy.page.locator('.board-place').boundingBox()
    const before = await board()
    await theatre.server.stop()
    const note = says(cy, closeCodes.restart.reason)
    const isSeen = () => note.evaluate((element) => getComputedStyle(element).opacity === '1')
    await until('it is still said when the eye has found it', isSeen)
    expect(await board()).toEqual(before)
    await theatre.server.restart()
    await cy.saved('Saved')
    expect(await note.count()).toBe(0)
    // The browser itself complains of each try while nobody answered.
    cy.troubles.length = 0
  })
})
