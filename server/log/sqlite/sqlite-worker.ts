import type { MessagePort } from 'node:worker_threads'
import { parentPort, workerData } from 'node:worker_threads'
import { must } from '../../../shared/invariants.ts'
import type {
  MakerCalls,
  ReaderCalls,
  Request,
  Response,
  WorkerTask,
  WriterCalls,
} from './calls.ts'
import { openingId } from './calls.ts'
import { openReader } from './reader.ts'
import { toProblem } from './store-problem.ts'
import { openWriter } from './writer.ts'

type Calls = ReaderCalls | WriterCalls | MakerCalls
type AnyRequest = Request<ReaderCalls> | Request<WriterCalls> | Request<MakerCalls>

await serve(must(parentPort, 'the port of this worker'), workerData as WorkerTask)

/** Opens what the task asks for, then does one call after the other until it is closed. */
async function serve(port: MessagePort, task: WorkerTask): Promise<void> {
  try {
    const calls = await open(task)
    port.on('message', (request: AnyRequest) => handle(port, calls, request))
    reply(port, { id: openingId, ok: true, result: null })
  } catch (error) {
    reply(port, { id: openingId, ok: false, error: toProblem(error) })
    port.close()
  }
}

function open({ task, folder }: WorkerTask): Calls | Promise<Calls> {
  switch (task) {
    case 'writer':
      return openWriter(folder)
    case 'reader':
      return openReader(folder)
    case 'maker':
      // Only this one needs Yjs, and it takes a while to read.
      return import('./maker.ts').then(({ openMaker }) => openMaker(folder))
  }
}

function handle(port: MessagePort, calls: Calls, request: AnyRequest): void {
  reply(port, outcomeOf(calls, request))
  if (request.name === 'close') port.close()
}

function outcomeOf(calls: Calls, { id, name, args }: AnyRequest): Response {
  try {
    // A request is a name with its own arguments; TypeScript loses that they belong together.
    const call: (...args: never) => unknown = calls[name as keyof Calls]
    return { id, ok: true, result: call(...(args as never)) ?? null }
  } catch (error) {
    return { id, ok: false, error: toProblem(error) }
  }
}

function reply(port: MessagePort, response: Response): void {
  port.postMessage(response, response.ok ? buffersOf(response.result) : [])
}

/** The bytes in an answer were made for it: they are ours to give away. */
function buffersOf(result: unknown): ArrayBuffer[] {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return []
  if (result instanceof Uint8Array) return [result.buffer as ArrayBuffer]
  return Object.values(result).flatMap(buffersOf)
}
