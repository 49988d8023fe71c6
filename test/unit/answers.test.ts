import { expect, test } from 'vitest'
import { AnswerIndex, isNearly } from '../../shared/answers/answer-index.ts'
import type { AnswerId, MessageId, SessionId } from '../../shared/ids.ts'
import type { PreparedAnswer } from '../../shared/script/prepared-answer.ts'
import { mostAnswers } from '../../shared/script/prepared-answer.ts'
import { readAnswersSent, readPreparedAnswers, scriptDoc } from '../../shared/script/script-doc.ts'
import { readChannel, stageDoc } from '../../shared/stage/stage-doc.ts'
import { ana, facilitator, StageRig } from '../support/stage-rig.ts'

const prepared = (
  id: string,
  asks: string[],
  body: string,
  more: Partial<PreparedAnswer> = {},
): PreparedAnswer => ({
  id: `a_${id}` as AnswerId,
  order: 0,
  asks,
  content: { kind: 'message', title: asks[0] ?? '', body, from: 'Grafana' },
  ...more,
})

const firmware = prepared(
  'firmware',
  ['readers by firmware', 'which version'],
  'quince 4.1: 12,000',
)
const log = prepared('log', ['log of a yellow reader'], '', {
  order: 1,
  content: {
    kind: 'log',
    title: 'log of a yellow reader',
    text: 'tls: quince expired\n  at 08:58',
  },
})

async function gathering(): Promise<{ rig: StageRig; question: MessageId }> {
  const rig = await StageRig.start()
  await rig.scribble(({ preparedAnswers }) => {
    for (const each of [firmware, log]) preparedAnswers.set(each.id, each)
  })
  const ask = { type: 'channel.say', text: 'Which firmware do the yellow ones have?' } as const
  const question = (await rig.command(ask, ana, 'participant')) as MessageId
  return { rig, question }
}

const channel = async (rig: StageRig) => readChannel(stageDoc(await rig.doc('stage')))
const script = async (rig: StageRig) => scriptDoc(await rig.doc('script'))
const send = (rig: StageRig, answerId: AnswerId, replyTo?: MessageId) =>
  rig.command({ type: 'answer.send', answerId, ...(replyTo && { replyTo }) })

test('[ANSWER-1] a prepared answer is a message under its question, from the persona', async () => {
  const { rig, question } = await gathering()
  await send(rig, firmware.id, question)
  await send(rig, log.id)
  const [, first, second] = await channel(rig)
  expect(first).toMatchObject({
    author: facilitator,
    as: 'Grafana',
    text: 'quince 4.1: 12,000',
    replyTo: question,
  })
  expect(first?.content).toBeUndefined()
  expect(second).toMatchObject({ text: 'log of a yellow reader', content: log.content })
})

test('[ANSWER-2] what was sent is marked with when, and can be sent again', async () => {
  const { rig, question } = await gathering()
  await send(rig, firmware.id, question)
  const again = await send(rig, firmware.id, question)
  const sent = readAnswersSent(await script(rig))
  expect([...sent.keys()]).toEqual([firmware.id])
  expect(sent.get(firmware.id)).toMatchObject({ messageId: again, at: 0 })
  expect(await channel(rig)).toHaveLength(3)
})

test('[ANSWER-3] what nobody prepared is answered on the spot, and kept where it is wished', async () => {
  const { rig, question } = await gathering()
  const said = { type: 'answer.improvise', text: 'All in one rack', as: 'Kim', replyTo: question }
  await rig.command({ ...said, type: 'answer.improvise' })
  expect(readPreparedAnswers(await script(rig))).toHaveLength(2)
  await rig.command({ ...said, type: 'answer.improvise', keepAs: 'Where are they?' })
  const kept = readPreparedAnswers(await script(rig)).at(-1)
  expect(kept).toMatchObject({
    asks: ['Where are they?'],
    content: { kind: 'message', body: 'All in one rack', from: 'Kim' },
  })
  expect((await channel(rig)).slice(1)).toMatchObject([
    { text: 'All in one rack', as: 'Kim', replyTo: question },
    { text: 'All in one rack', as: 'Kim', replyTo: question },
  ])
  if (kept) await send(rig, kept.id)
  expect(await channel(rig)).toHaveLength(4)
})

test('[ANSWER-4] participants learn of an answer only as it is sent: no document that they read has it', async () => {
  const { rig, question } = await gathering()
  const rows = () => rig.store.log.read({ sessionId: 's_rig' as SessionId, doc: 'stage' })
  const all = async () =>
    (await rows()).map(({ update }) => Buffer.from(update).toString('latin1')).join('\n')
  expect(await all()).not.toContain('quince')
  await send(rig, firmware.id, question)
  expect(await all()).toContain('quince 4.1')
  expect(await all()).not.toContain('quince expired')
  expect(await all()).not.toContain('a_firmware')
})

test('[ANSWER-5] only facilitators answer, to a message that is there, with what is there, until it is closed', async () => {
  const { rig, question } = await gathering()
  const answer = { type: 'answer.send', answerId: firmware.id } as const
  await expect(rig.command(answer, ana, 'participant')).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(send(rig, 'a_none' as AnswerId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(send(rig, firmware.id, 'm_none' as MessageId)).rejects.toMatchObject({
    code: 'not-found',
  })
  await rig.scribble(({ preparedAnswers }) => {
    for (let n = 0; n < mostAnswers; n += 1) {
      preparedAnswers.set(`a_${n}`, { ...firmware, id: `a_${n}` })
    }
  })
  const kept = { type: 'answer.improvise', text: 'x', keepAs: 'y', replyTo: question } as const
  await expect(rig.command(kept)).rejects.toMatchObject({ code: 'too-many' })
  await rig.command({ type: 'phase.set', phase: 'closed' })
  await expect(send(rig, firmware.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('[ANSWER-6] a whole question finds its answer, whatever the case and accents, with a letter wrong or words begun', () => {
  const cafe = prepared('cafe', ['Wer ist im Café?'], 'Lu')
  const index = new AnswerIndex([log, cafe, firmware])
  const best = (query: string) => index.find(query)[0]?.id
  expect(best('Which firmware do the yellow ones have?')).toBe(firmware.id)
  expect(best('FRIMWARE')).toBe(firmware.id)
  expect(best('firmwre')).toBe(firmware.id)
  expect(best('firm')).toBe(firmware.id)
  expect(best('cafe')).toBe(cafe.id)
  expect(best('tls')).toBe(log.id)
  expect(index.find('zzz')).toEqual([])
  expect(index.find(' ')).toEqual([log, cafe, firmware])
})

test('[ANSWER-6] one letter is forgiven in words of four and more', () => {
  for (const [a, b] of [
    ['reader', 'raeder'],
    ['reader', 'readr'],
    ['reader', 'readder'],
    ['reader', 'render'],
  ] as const) {
    expect(isNearly(a, b)).toBe(true)
  }
  expect(isNearly('cat', 'cap')).toBe(false)
  expect(isNearly('reader', 'rudder')).toBe(false)
})
