import type { Log } from '../../server/log/log.ts'

/** A log of which some calls go another way; all others, whatever they may be, go to it. */
export function logWith(log: Log, instead: Partial<Log>): Log {
  return new Proxy(log, {
    get: (target, name): unknown => Reflect.get(instead, name) ?? bound(target, name),
  })
}

function bound(target: Log, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name)
  return typeof value === 'function' ? (value.bind(target) as unknown) : value
}
