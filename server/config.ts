import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const atLeastOne = z.coerce.number().int().min(1)

/** What the environment sets; every limit has a default that a whole office never meets. */
const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  GAMELAN_DATA: z.string().min(1).default('data'),
  GAMELAN_ADMIN_TOKEN: z.string().min(16, 'use at least 16 characters').optional(),
  /** Where people reach the server, for the links, when it stands behind another one. */
  GAMELAN_PUBLIC_URL: z.url().optional(),
  /** How many proxies in front of the server add to X-Forwarded-For. */
  GAMELAN_TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  /** How long a document stays loaded with nobody on it. */
  GAMELAN_IDLE_SECONDS: z.coerce.number().min(0).default(60),
  GAMELAN_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  GAMELAN_MAX_FRAME_BYTES: atLeastOne.default(1024 * 1024),
  GAMELAN_MAX_FRAMES_PER_SECOND: atLeastOne.default(1_000),
  GAMELAN_MAX_DOCUMENT_BYTES: atLeastOne.default(32 * 1024 * 1024),
  GAMELAN_MAX_CONNECTIONS_PER_SESSION: atLeastOne.default(5_000),
  GAMELAN_MAX_CONNECTIONS_PER_ADDRESS: atLeastOne.default(5_000),
  GAMELAN_MAX_PARTICIPANTS: atLeastOne.default(2_000),
  GAMELAN_MAX_FAILED_JOINS_PER_MINUTE: atLeastOne.default(30),
  GAMELAN_MAX_COMMANDS_PER_SECOND: atLeastOne.default(20),
  GAMELAN_MAX_BUNDLE_BYTES: atLeastOne.default(256 * 1024 * 1024),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  /** Null: one is made at the start and its link printed. */
  readonly adminToken: string | null
  readonly publicUrl: string | null
  readonly trustedProxies: number
  /** How long a document stays loaded with nobody on it, in milliseconds. */
  readonly idleLimit: number
  readonly logLevel: z.infer<typeof environment>['GAMELAN_LOG_LEVEL']
  readonly limits: Limits
}

export interface Limits {
  /** Bytes of one sync frame. */
  readonly frameBytes: number
  /** Sync frames that one page may send in a second, over ten seconds. */
  readonly framesPerSecond: number
  /** Bytes of one document: its state when it was loaded and what was written since. */
  readonly documentBytes: number
  readonly connectionsPerSession: number
  readonly connectionsPerAddress: number
  readonly participants: number
  readonly failedJoinsPerMinute: number
  readonly commandsPerSecond: number
  readonly bundleBytes: number
}

/** Reads the environment. Throws one clear sentence that names the variable at fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(
      `${issue?.path.join('.') ?? 'The environment'}: ${issue?.message ?? 'is wrong'}.`,
    )
  }
  const set = parsed.data
  return {
    port: set.PORT,
    host: set.HOST,
    dataFolder: set.GAMELAN_DATA,
    adminToken: set.GAMELAN_ADMIN_TOKEN ?? null,
    publicUrl: set.GAMELAN_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    trustedProxies: set.GAMELAN_TRUSTED_PROXIES,
    idleLimit: set.GAMELAN_IDLE_SECONDS * 1_000,
    logLevel: set.GAMELAN_LOG_LEVEL,
    limits: {
      frameBytes: set.GAMELAN_MAX_FRAME_BYTES,
      framesPerSecond: set.GAMELAN_MAX_FRAMES_PER_SECOND,
      documentBytes: set.GAMELAN_MAX_DOCUMENT_BYTES,
      connectionsPerSession: set.GAMELAN_MAX_CONNECTIONS_PER_SESSION,
      connectionsPerAddress: set.GAMELAN_MAX_CONNECTIONS_PER_ADDRESS,
      participants: set.GAMELAN_MAX_PARTICIPANTS,
      failedJoinsPerMinute: set.GAMELAN_MAX_FAILED_JOINS_PER_MINUTE,
      commandsPerSecond: set.GAMELAN_MAX_COMMANDS_PER_SECOND,
      bundleBytes: set.GAMELAN_MAX_BUNDLE_BYTES,
    },
  }
}
