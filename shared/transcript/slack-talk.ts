import * as z from 'zod/mini'
import type { HeardLine, Talk, TalkProblem } from './talk.ts'
import { withoutSecrets } from './talk.ts'

const name = z.catch(z.optional(z.string()), undefined)
const slackMessage = z.object({
  ts: z.string().check(z.regex(/^\d+(\.\d+)?$/)),
  text: z._default(z.string(), ''),
  user: name,
  username: name,
  user_profile: z.catch(z.optional(z.object({ display_name: name, real_name: name })), undefined),
})
type SlackMessage = z.infer<typeof slackMessage>

/** A day of a Slack export: a JSON list of messages. Null where the text is no JSON list. */
export function readSlackTalk(text: string): Talk | null {
  const sent = listIn(text)
  if (!sent) return null
  const problems: TalkProblem[] = []
  const lines: HeardLine[] = []
  const nameById = namesIn(sent)
  sent.forEach((each, index) => {
    const heard = heardIn(each, index + 1, nameById, problems)
    if (heard) lines.push(heard)
  })
  return { lines: lines.sort((a, b) => (a.time ?? 0) - (b.time ?? 0)), problems }
}

function listIn(text: string): unknown[] | null {
  if (!/^\s*\[\s*[{\]]/.test(text)) return null
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read : null
  } catch {
    return null
  }
}

type NameById = ReadonlyMap<string, string>

function heardIn(
  sent: unknown,
  line: number,
  nameById: NameById,
  problems: TalkProblem[],
): HeardLine | null {
  const parsed = slackMessage.safeParse(sent)
  if (!parsed.success) {
    problems.push({ line, is: 'not-understood', text: withoutSecrets(show(sent)).text })
    return null
  }
  const shown = withoutSecrets(plainText(parsed.data.text, nameById).trim())
  if (shown.had) problems.push({ line, is: 'hidden', text: shown.text.slice(0, 120) })
  if (shown.text === '') {
    problems.push({ line, is: 'without-words', text: withoutSecrets(show(sent)).text })
    return null
  }
  const time = Math.floor(Number(parsed.data.ts) * 1_000)
  return { time, who: speakerOf(parsed.data, nameById), text: shown.text, line }
}

const show = (sent: unknown) => JSON.stringify(sent).slice(0, 120)

function speakerOf({ user, username }: SlackMessage, nameById: NameById): string {
  const known = user ? nameById.get(user) : undefined
  const who = (known ?? username ?? user ?? '').trim()
  return who === '' ? '?' : who
}

/** Names stand in the messages themselves; where they do not, people keep their ids. */
function namesIn(sent: readonly unknown[]): NameById {
  const nameById = new Map<string, string>()
  for (const each of sent) {
    const { data } = slackMessage.safeParse(each)
    const { display_name: shown, real_name: real } = data?.user_profile ?? {}
    const found = (shown?.trim() || real?.trim()) ?? ''
    if (data?.user && found !== '') nameById.set(data.user, found)
    for (const [, id, label] of (data?.text ?? '').matchAll(/<@(\w+)\|([^>]+)>/g)) {
      if (id && label && !nameById.has(id)) nameById.set(id, label)
    }
  }
  return nameById
}

/** Slack's marks as plain text: people, channels, addresses, and its three entities. */
function plainText(text: string, nameById: NameById): string {
  return text
    .replace(/<@(\w+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => {
      return `@${label ?? nameById.get(id) ?? id}`
    })
    .replace(/<#\w+\|([^>]*)>/g, '#$1')
    .replace(/<#(\w+)>/g, '#$1')
    .replace(/<!(?:subteam\^\w+\|)?@?([^>|]+)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto|ftp):[^>|]+)\|([^>]*)>/g, (_, to: string, label: string) =>
      label === '' || to.endsWith(label) ? to : `${label} (${to})`,
    )
    .replace(/<((?:https?|mailto|ftp):[^>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
