import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as api from '../../shared/wire/api.ts'
import { serverToClient } from '../../shared/wire/bells.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { reply } from '../../shared/wire/reply.ts'
import { presence } from '../../shared/wire/presence.ts'
import { protocolVersion } from '../../shared/wire/protocol-version.ts'
import { frameType } from '../../shared/wire/sync-frames.ts'

/** The shape of everything that goes over the wire, as it was when its version got its number. */
const shapeByVersion: Readonly<Record<number, string>> = {
  1: 'bdd9f05164de136b',
  2: '3b71d54caac35212',
  3: '5be16208d221ad5d',
  4: '70974654d221217c',
  5: '30c830eb47b7ff18',
  6: '44587fa9e6546de4',
}

function shapeOf(schema: z.core.$ZodType): unknown {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
}

function hashOfTheWire(): string {
  const ofApi = Object.entries(api).filter(([, each]) => each instanceof z.core.$ZodType)
  const schemas = [
    ...ofApi.map(([, each]) => each),
    clientToServer,
    reply,
    serverToClient,
    presence,
  ]
  const codes = Object.entries(closeCodes).map(([name, { code }]) => [name, code])
  const shape = [schemas.map((each) => shapeOf(each as z.core.$ZodType)), codes, frameType]
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16)
}

test('[HTTP-9] the wire has the shape of its version: a change asks for a new one', () => {
  // Changed the wire? Add a line and a number in shared/wire/protocol-version.ts, and the new
  // shape here beside it.
  expect(shapeByVersion[protocolVersion]).toBe(hashOfTheWire())
})
