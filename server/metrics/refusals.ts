import type { Registry } from 'prom-client'
import { Counter } from 'prom-client'
import { errorCode } from '../../shared/errors.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Refused } from '../refused.ts'

/** Who was refused why, and at which door: two small tables, never who it was. */
export class Refusals {
  readonly #refusals: Counter<'door' | 'reason'>

  constructor(registry: Registry) {
    this.#refusals = new Counter({
      name: 'gamelan_refusals_total',
      help: 'Connections closed and requests refused by the server, by door and reason',
      labelNames: ['door', 'reason'],
      registers: [registry],
    })
    // There from the start: what first appears as a 1 never shows as an increase.
    for (const reason of Object.keys(closeCodes)) this.#add('sync', reason, 0)
    for (const reason of errorCode.options) {
      for (const door of ['live', 'http']) this.#add(door, reason, 0)
    }
  }

  onRefused({ door, reason }: Refused): void {
    this.#add(door, reason, 1)
  }

  #add(door: string, reason: string, count: number): void {
    this.#refusals.inc({ door, reason }, count)
  }
}
