import { must } from '../../../shared/invariants.ts'
import { repertoire } from '../scenarios/repertoire.ts'
import type { Outcome } from '../scenarios/scenario.ts'
import type { Ask, Task } from './stage.ts'
import { Stage } from './stage.ts'

/*
 * The process that puts a server under load and measures it: told one task, it answers with one
 * outcome. What starts and ends servers is its parent, so that nothing else is on this event loop.
 */

export type FromLoad =
  { readonly outcome: Outcome } | { readonly failure: string } | { readonly ask: Ask }

export type ToLoad = { readonly task: Task } | { readonly pid: number }

const tell = (message: FromLoad) => process.send?.(message)
let onAnswer: (answer: { pid: number }) => void = () => undefined

process.on('message', (message: ToLoad) => {
  if ('task' in message) void perform(message.task)
  else onAnswer(message)
})

// Without the parent there is nobody to tell, and nobody to end the server.
process.on('disconnect', () => process.exit())

function ask(what: Ask): Promise<{ pid: number }> {
  return new Promise((resolve) => {
    onAnswer = resolve
    tell({ ask: what })
  })
}

async function perform(task: Task): Promise<void> {
  try {
    const scenario = must(
      repertoire.find(({ name }) => name === task.scenario),
      task.scenario,
    )
    tell({ outcome: await scenario.play(new Stage(task, ask)) })
  } catch (error) {
    tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
