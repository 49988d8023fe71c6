import type { DocRef, Stored } from './log/log.ts'
import type { SessionId } from '../shared/ids.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Refused } from './refused.ts'
import type { FlushReport } from './rooms/journal.ts'
import type { Told } from './rooms/promptness.ts'

export interface ReportOptions {
  readonly metrics: Metrics
  readonly logger: Logger
}

/**
 * What an operator is told of the engine: numbers in the metrics, and lines in the log for what
 * does not happen all the time. In health nothing is a warning.
 */
export class Report {
  readonly #metrics: Metrics
  readonly #logger: Logger
  /** Documents whose changes could not be saved, and that have saved none since. */
  readonly #lost = new Set<string>()

  constructor({ metrics, logger }: ReportOptions) {
    this.#metrics = metrics
    this.#logger = logger
  }

  flushed(flush: FlushReport): void {
    this.#metrics.saving.onFlush(flush)
  }

  told(ref: DocRef, told: Told): void {
    this.#metrics.saving.onTold(told)
    if (this.#lost.size > 0 && this.#lost.delete(keyOf(ref))) {
      this.#logger.warn(named(ref), 'changes are saved again')
    }
  }

  failed(ref: DocRef, error: unknown): void {
    this.#lost.add(keyOf(ref))
    this.#logger.error({ err: error, ...named(ref) }, 'changes could not be saved')
  }

  damaged(ref: DocRef, stored: Stored): void {
    this.#metrics.saving.onDamaged(stored)
    const { damaged: rows, keyframeDamaged = false } = stored
    this.#logger.error({ ...named(ref), rows, keyframeDamaged }, 'part of a log is damaged')
  }

  keyframe(ref: DocRef, seconds: number): void {
    this.#metrics.saving.onKeyframe(seconds)
    this.#logger.debug({ ...named(ref), seconds }, 'a keyframe was made')
  }

  keyframeFailed(ref: DocRef, error: unknown): void {
    this.#metrics.saving.onKeyframeFailed()
    this.#logger.warn({ err: error, ...named(ref) }, 'a keyframe could not be made')
  }

  refused(refused: Refused): void {
    this.#metrics.refusals.onRefused(refused)
    const { reason } = refused
    if (reason === 'restart') this.#logger.debug(refused, 'a connection was closed for a restart')
    else if (reason === 'tooSlow') this.#logger.info(refused, 'a slow connection was given up')
    else this.#logger.info(refused, 'refused')
  }

  conductingFailed(sessionId: SessionId, error: unknown): void {
    this.#logger.error({ err: error, sessionId }, 'a session could not be conducted')
  }

  storageLost(error: unknown): void {
    this.#logger.fatal({ err: error }, 'the storage is lost: nothing can be saved')
  }
}

/** A reference may be a whole row; nothing else of it belongs in a log. */
function named({ sessionId, doc }: DocRef): DocRef {
  return { sessionId, doc }
}

function keyOf({ sessionId, doc }: DocRef): string {
  return `${sessionId}/${doc}`
}
