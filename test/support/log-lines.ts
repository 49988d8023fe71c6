import type { Logger } from '../../server/logger.ts'
import { openLogger } from '../../server/logger.ts'

export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly [field: string]: unknown
}

/** A logger that keeps what it is told. */
export class LogLines {
  readonly logger: Logger
  text = ''

  constructor(level: string) {
    this.logger = openLogger(level, { write: (line) => (this.text += line) })
  }

  get all(): LogLine[] {
    return this.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as LogLine)
  }

  /** The first line that says this, if there is one. */
  saying(msg: string): LogLine | undefined {
    return this.all.find((line) => line.msg === msg)
  }
}
