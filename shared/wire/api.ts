import * as z from 'zod/mini'
import { participantId, sessionId } from '../ids.ts'
import { role } from '../roles.ts'
import { phase } from '../stage/phase.ts'
import { formatId } from '../formats/formats.ts'

export const longestName = 60
export const longestTitle = 120

/** The three links of a session, one per role: `<base>/join#<token>`. */
export const sessionLinks = z.object({
  facilitator: z.url(),
  participant: z.url(),
  observer: z.url(),
})
export type SessionLinks = z.infer<typeof sessionLinks>

/** `POST /api/sessions`: the scenario is a library id, or a whole scenario (see shared/scenario). */
export const createSession = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestTitle)),
  format: formatId,
  scenario: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
})
export type CreateSession = z.infer<typeof createSession>

/** Answer of `POST /api/sessions` and `POST /api/sessions/import`. */
export const createdSession = z.object({ id: sessionId, links: sessionLinks })
export type CreatedSession = z.infer<typeof createdSession>

/** `POST /api/join`. */
export const joinRequest = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestName)),
})

/** Answer of `POST /api/join`: the key is this person's from now on, in any tab. */
export const joined = z.object({ sessionId, participantId, role, key: z.string() })
export type Joined = z.infer<typeof joined>

/** `GET /api/sessions/:id` with a key: the session and who you are in it. */
export const sessionView = z.object({
  id: sessionId,
  title: z.string(),
  format: formatId,
  createdAt: z.number(),
  situation: z.nullable(z.string()),
  /** Absent for the admin, who is nobody in the session. */
  you: z.nullable(z.object({ participantId, role, name: z.string() })),
})
export type SessionView = z.infer<typeof sessionView>

/** One line of `GET /api/sessions` (admin): newest first. */
export const sessionSummary = z.object({
  id: sessionId,
  title: z.string(),
  format: formatId,
  createdAt: z.number(),
  phase,
  people: z.array(z.object({ name: z.string(), role })),
})
export type SessionSummary = z.infer<typeof sessionSummary>

/** `GET /api/library` (admin): what a session can be made from. */
export const library = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      format: formatId,
      minutes: z.number(),
      injects: z.number(),
    }),
  ),
})
export type Library = z.infer<typeof library>

/** A row of a document's history as it travels: `update` is base64, `at` milliseconds since the epoch. */
export const wireRow = z.object({
  seq: z.int().check(z.positive()),
  at: z.int().check(z.nonnegative()),
  author: z.string().check(z.minLength(1), z.maxLength(80)),
  update: z.base64(),
})
export type WireRow = z.infer<typeof wireRow>

/**
 * `GET /api/sessions/:id/history` with a key: every document the asker may read, with the rows
 * behind the given ones (`?after=board:120,stage:8`). A participant's answer holds nothing they
 * could not see.
 */
export const history = z.object({
  session: sessionView,
  documents: z.record(z.string(), z.object({ rows: z.array(wireRow) })),
})
export type History = z.infer<typeof history>

/** A whole session in one file. Rows applied in order to an empty Y.Doc give the document exactly. */
export const bundle = z.object({
  format: z.literal('gamelan-session/1'),
  session: z.object({
    title: z.string().check(z.minLength(1), z.maxLength(longestTitle)),
    format: formatId,
    createdAt: z.int().check(z.nonnegative()),
    situation: z.nullish(z.string().check(z.maxLength(8_000))),
  }),
  participants: z
    .array(
      z.object({
        participantId,
        name: z.string().check(z.minLength(1), z.maxLength(longestName)),
        role,
        joinedAt: z.int().check(z.nonnegative()),
      }),
    )
    .check(z.maxLength(10_000)),
  documents: z.record(z.string(), z.object({ rows: z.array(wireRow) })),
})
export type Bundle = z.infer<typeof bundle>
