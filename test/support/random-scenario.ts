/** The text of a scenario that chance made: every kind, time, condition, repeat, choice and audience, and awkward words. */
export function randomScenario(random: () => number): string {
  const below = (most: number) => Math.floor(random() * most)
  const pick = <Each>(all: readonly Each[]): Each => all[below(all.length)] as Each
  const maybe = <Each>(make: () => Each) => (random() < 0.4 ? make() : undefined)
  const words = () => Array.from({ length: 1 + below(4) }, () => pick(awkward)).join(pick(joints))
  const time = () => `${below(200)}:${String(below(60)).padStart(2, '0')}`
  const count = 1 + below(9)
  const titles = Array.from({ length: count }, (_, at) => pick([`${words()} ${at}`, 'Twin']))
  const option = (at: number) =>
    pick([() => `${words()} ${at}`, () => ({ key: `way-${at}`, text: pick([words(), 'twin']) })])()
  const options = titles.map(() => maybe(() => [0, 1, 2].map(option)))
  const nameOf = (each: ReturnType<typeof option>) => (typeof each === 'string' ? each : each.key)
  /** Only what stands above is waited for, so that there is no circle. */
  const condition = (at: number, depth = 0): unknown =>
    pick([
      () => ({ after: `k${below(at + 1) - 1}`, delay: time() }),
      () => ({ hypothesis: 'refuted', matching: maybe(() => 'disk: #1') }),
      () => ({ text: '*star' }),
      () => ({ done: '- dash' }),
      () => ({ quiet: '0:30' }),
      () => ({ nobody: true }),
      () => chosen(below(at + 1) - 1),
      () => (depth < 2 ? { all: [condition(0, depth + 1), condition(at, depth + 1)] } : nobody),
      () => (depth < 2 ? { any: [condition(at, depth + 1)] } : nobody),
    ])()
  const chosen = (at: number) => {
    const offered = options[at]
    return offered ? { chosen: `k${at}`, option: nameOf(pick(offered)), delay: time() } : nobody
  }
  const sound = (when: unknown) => (JSON.stringify(when).includes('"k-1"') ? nobody : when)
  const timing = (at: number) =>
    pick([() => ({ at: time() }), () => ({ at: 'hand' }), () => ({ when: sound(condition(at)) })])()
  const audience = () =>
    pick([
      () => ({}),
      () => ({ whisper: true }),
      () => ({ audience: { parts: [pick(awkward), 'Comms'] } }),
      () => ({ audience: { roles: ['observer', 'participant'] } }),
    ])()
  const kind = () =>
    pick([
      () => ({ kind: 'message' }),
      () => ({ kind: 'call' }),
      () => ({ kind: 'alert', severity: pick(['info', 'warning', 'critical']) }),
      () => ({ kind: 'log', text: `  ${words()}\n\n\t${words()}: |` }),
      () => ({ kind: 'image', image: { src: 'data:image/png;base64,iVBORw0KGgo=', alt: words() } }),
      () => ({ kind: 'chart', unit: '%', moving: random() < 0.5, series: [series()] }),
    ])()
  const series = () => ({
    name: words(),
    points: [
      ['0:00', random()],
      ['1:30', -below(9)],
    ],
  })
  const again = () => ({ every: `${1 + below(20)}:30`, times: maybe(() => 2 + below(18)) })
  const mayRepeat = (inject: object, at: number) =>
    !options[at] && !('whisper' in inject) && !('at' in inject && inject.at === 'hand')
  const inject = (at: number) => {
    const made = { ...timing(at), ...audience(), options: options[at] }
    return { ...made, again: maybe(() => (mayRepeat(made, at) ? again() : undefined)) }
  }
  const injects = titles.map((title, at) => ({
    ...kind(),
    key: `k${at}`,
    title,
    ...inject(at),
    from: maybe(words),
    body: maybe(() => `${words()}\n${words()}`),
    expect: maybe(words),
    notes: maybe(words),
  }))
  const source = maybe(words)
  const head = { title: words(), summary: words(), minutes: 1 + below(90), situation: words() }
  return JSON.stringify({ ...head, format: pick(['gamelan', 'tabletop']), source, injects })
}

const nobody = { nobody: true }
const joints = [' ', ': ', '\n', ' # ', '\n  ', ' - ', '"', "'"]
const awkward = [
  'yes',
  '1:30',
  'null',
  '{a}',
  '[b]',
  '&c',
  '*d',
  '!e',
  '%f',
  '@g',
  '`h`',
  'größer',
  '٣',
  '🎶',
  '~',
  '0x1f',
  '1e3',
  '---',
  '? x',
  '| y',
  '> z',
  'a\u2028b',
  '\\',
]
