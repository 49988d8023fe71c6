import { gunzipSync } from 'node:zlib'
import type * as Y from 'yjs'
import { z } from 'zod'
import { must } from '../../shared/invariants.ts'

const patch = z.tuple([z.number(), z.number(), z.string()])
const transaction = z.object({
  agent: z.number().default(0),
  parents: z.array(z.number()).default([]),
  patches: z.array(patch),
})
const form = z.object({
  endContent: z.string(),
  numAgents: z.number().default(1),
  txns: z.array(transaction),
})

/** Position, how many characters go, and what comes in their place. */
type Patch = z.infer<typeof patch>

/** What one person typed in one go, and how much of each person's typing they had before them. */
export interface Turn {
  readonly agent: number
  readonly patches: readonly Patch[]
  readonly seen: readonly number[]
}

/** People who typed into one text, as it was recorded in another editor, and the text at the end. */
export interface Trace {
  readonly agents: number
  readonly turns: readonly Turn[]
  readonly endContent: string
}

/** Reads a trace in the form of josephg/editing-traces, gzipped. */
export function readTrace(file: Uint8Array): Trace {
  const { endContent, numAgents, txns } = form.parse(JSON.parse(gunzipSync(file).toString()))
  const done: number[][] = []
  const counts = Array.from({ length: numAgents }, () => 0)
  const turns = txns.map(({ agent, parents, patches }): Turn => {
    const known = parents.map((parent) => must(done[parent], 'a parent further up'))
    const seen = counts.map((_, of) => Math.max(0, ...known.map((each) => each[of] ?? 0)))
    const count = (counts[agent] = (counts[agent] ?? 0) + 1)
    done.push(seen.map((each, of) => (of === agent ? count : each)))
    return { agent, patches, seen }
  })
  return { agents: numAgents, turns, endContent }
}

/** Types what one person typed in one go. */
export function type(text: Y.Text, patches: readonly Patch[]): void {
  text.doc?.transact(() => {
    for (const [position, gone, come] of patches) {
      if (gone > 0) text.delete(position, gone)
      if (come !== '') text.insert(position, come)
    }
  })
}
