import * as z from 'zod/mini'
import type { BlockList } from 'node:net'
import { atokaVariables, readAtoka, type AtokaSettings } from '../atoka/atoka-variables.ts'
import { readNetworks } from '../http/limits/client-address.ts'
import { defaultAuditDays } from '../store/applications/audit.ts'
import { defaultKeepAliveSeconds } from '../http/server/create-web-server.ts'
import { isLoopback } from '../http/server/is-loopback.ts'
import {
  defaultOfflineDays,
  defaultSessionLimits,
  type SessionLimits,
} from '../http/session/session-limits.ts'
import type { SingleSignOnSettings } from '../http/session/oidc-provider.ts'
import { readSingleSignOn, singleSignOnVariables } from './single-sign-on-variables.ts'
import { StartupError } from '../core/startup-error.ts'

/** The service's settings, read from environment variables. */
export interface Configuration {
  readonly host: string
  readonly port: number
  /** PEM files of a certificate with its chain, and of its key; without them the service uses plain HTTP */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined
  /** proxies whose `X-Forwarded-*` headers are trusted */
  readonly trustedProxies: BlockList | undefined
  /** the URL of the service for browsers */
  readonly publicUrl: URL | undefined
  /** seconds after which an idle connection is closed */
  readonly keepAliveSeconds: number
  /** the contact for security reports, `mailto:` or `https:` */
  readonly securityContact: string | undefined
  /** the folder of the embedded database; `explicit` if the user named it */
  readonly dataDir: { readonly path: string; readonly explicit: boolean }
  /** the URL of a PostgreSQL server to use instead of the embedded one */
  readonly databaseUrl: string | undefined
  /** the URL for migrations as the owner of the tables; `undefined` if the service itself connects as the owner */
  readonly databaseMigrationUrl: string | undefined
  readonly namedStatements: boolean
  /** maximum number of requests per person and per token in ten seconds; `undefined` for unlimited */
  readonly rateLimit: number | undefined
  readonly demo: boolean
  /** the lowest level that is logged */
  readonly logLevel: (typeof logLevels)[number]
  /** the token for reading `/metrics` from other machines */
  readonly metricsToken: string | undefined
  /** how long sessions last */
  readonly sessionLimits: SessionLimits
  /** days for which a browser shows its cached responses without the service */
  readonly offlineDays: number
  /** the retention of the audit log in days, `null` for ever */
  readonly auditDays: number | null
  /** an OpenID Connect provider for signing in */
  readonly singleSignOn: SingleSignOnSettings | undefined
  /** the Atoka API, if it is the back end instead of our own store */
  readonly atoka: AtokaSettings | undefined
}

/** `info` logs every request; `warn`, the default, only problems. */
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const text = z.optional(z.string())
const toggle = z.optional(z.enum(['on', 'off'], { error: 'expected on or off' }))

const databaseAddress = z.optional(
  z.string().check(z.regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host/database')),
)

const variables = z.object({
  HOST: z.optional(z.string()),
  PORT: z.optional(z.string().check(z.regex(/^\d{1,5}$/, 'expected a number from 0 to 65535'))),
  TLS_CERT: text,
  TLS_KEY: text,
  TRUSTED_PROXY: text,
  KEEP_ALIVE_SECONDS: z.optional(
    z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'expected a number of seconds from 1 to 9999')),
  ),
  SECURITY_CONTACT: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
          'expected mailto:security@acme.example or https://…',
        ),
      ),
  ),
  DATA_DIR: text,
  DATABASE_URL: databaseAddress,
  DATABASE_MIGRATION_URL: databaseAddress,
  DATABASE_NAMED_STATEMENTS: toggle,
  RATE_LIMIT: z.optional(
    z.string().check(z.regex(/^([1-9]\d{0,8}|off)$/, 'expected a number of requests, or off')),
  ),
  DEMO: toggle,
  LOG_LEVEL: z.optional(z.enum(logLevels, { error: `expected one of ${logLevels.join(', ')}` })),
  SESSION_IDLE_HOURS: z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'expected a number of hours'))),
  OFFLINE_DAYS: z.optional(
    z.string().check(z.regex(/^(0|[1-9]\d{0,2})$/, 'expected a number of days, or 0 for none')),
  ),
  AUDIT_DAYS: z.optional(
    z.string().check(z.regex(/^([1-9]\d{0,3}|off)$/, 'expected a number of days, or off to keep it')),
  ),
  SESSION_DAYS: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/, 'expected a number of days'))),
  ...singleSignOnVariables,
  ...atokaVariables,
  METRICS_TOKEN: z.optional(z.string().check(z.minLength(16, 'expected at least 16 characters'))),
})

/** Whether browsers reach the service by TLS, its own or that of a proxy. */
export function isReachedByTls({
  tls,
  trustedProxies,
  publicUrl,
}: Pick<Configuration, 'tls' | 'trustedProxies' | 'publicUrl'>): boolean {
  return tls !== undefined || trustedProxies !== undefined || publicUrl?.protocol === 'https:'
}

/**
 * Whether no browser can reach the service from another machine: it listens on loopback, and neither a trusted proxy nor a
 * public URL on another host is configured.
 */
export function isOnlyLocal({
  host,
  trustedProxies,
  publicUrl,
}: Pick<Configuration, 'host' | 'trustedProxies' | 'publicUrl'>): boolean {
  return (
    isLoopback(host) &&
    trustedProxies === undefined &&
    (publicUrl === undefined || isLoopback(publicUrl.hostname))
  )
}

/**
 * Far more requests than a user, or a client that waits for its responses, sends, and fewer than would slow down
 * others.
 */
const defaultRateLimit = 5_000

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the environment; an empty variable counts as absent. Throws a `StartupError` that names the invalid variable.
 */
export function readConfiguration(environment: Environment): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = variables.safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new StartupError(`Invalid ${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const {
    HOST = '127.0.0.1',
    PORT = '4000',
    DATA_DIR,
    TLS_CERT,
    TLS_KEY,
    TRUSTED_PROXY,
    ...rest
  } = result.data
  const port = Number(PORT)
  const atoka = readAtoka(rest)
  if (rest.DATABASE_MIGRATION_URL !== undefined && rest.DATABASE_URL === undefined)
    throw new StartupError(
      'DATABASE_MIGRATION_URL requires DATABASE_URL: set the URL that the service connects to.',
    )
  if (port > 65_535) throw new StartupError('Invalid PORT: expected a number from 0 to 65535.')
  return {
    host: HOST,
    port,
    ...readNetworkAccess(HOST, { TLS_CERT, TLS_KEY, TRUSTED_PROXY }),
    publicUrl: rest.PUBLIC_URL === undefined ? undefined : new URL(rest.PUBLIC_URL),
    keepAliveSeconds: Number(rest.KEEP_ALIVE_SECONDS ?? defaultKeepAliveSeconds),
    securityContact: rest.SECURITY_CONTACT,
    dataDir: { path: DATA_DIR ?? './data', explicit: DATA_DIR !== undefined },
    databaseUrl: rest.DATABASE_URL,
    databaseMigrationUrl: rest.DATABASE_MIGRATION_URL,
    namedStatements: rest.DATABASE_NAMED_STATEMENTS !== 'off',
    rateLimit: rest.RATE_LIMIT === 'off' ? undefined : Number(rest.RATE_LIMIT ?? defaultRateLimit),
    // the demo's passwords are public, so anyone could reach the operator's Atoka data with them
    demo: rest.DEMO !== 'off' && atoka === undefined,
    logLevel: rest.LOG_LEVEL ?? 'warn',
    metricsToken: rest.METRICS_TOKEN,
    sessionLimits: {
      idleSeconds: seconds(rest.SESSION_IDLE_HOURS, 3_600) ?? defaultSessionLimits.idleSeconds,
      absoluteSeconds: seconds(rest.SESSION_DAYS, 86_400) ?? defaultSessionLimits.absoluteSeconds,
    },
    offlineDays: Number(rest.OFFLINE_DAYS ?? defaultOfflineDays),
    auditDays: rest.AUDIT_DAYS === 'off' ? null : Number(rest.AUDIT_DAYS ?? defaultAuditDays),
    singleSignOn: readSingleSignOn(rest),
    atoka,
  }
}

function readNetworkAccess(
  host: string,
  {
    TLS_CERT,
    TLS_KEY,
    TRUSTED_PROXY,
  }: Readonly<Record<'TLS_CERT' | 'TLS_KEY' | 'TRUSTED_PROXY', string | undefined>>,
): Pick<Configuration, 'tls' | 'trustedProxies'> {
  if ((TLS_CERT === undefined) !== (TLS_KEY === undefined)) {
    const [named, missing] = TLS_CERT === undefined ? ['TLS_KEY', 'TLS_CERT'] : ['TLS_CERT', 'TLS_KEY']
    throw new StartupError(`${missing} is not set: TLS needs both files, and ${named} is set.`)
  }
  const trustedProxies = TRUSTED_PROXY === undefined ? undefined : readNetworks(TRUSTED_PROXY)
  if (TRUSTED_PROXY !== undefined && trustedProxies === undefined) {
    throw new StartupError(
      'Invalid TRUSTED_PROXY: expected comma-separated addresses or networks, such as 10.0.0.5,fd00::/8.',
    )
  }
  const tls =
    TLS_CERT === undefined || TLS_KEY === undefined ? undefined : { certificate: TLS_CERT, key: TLS_KEY }
  if (!isLoopback(host) && tls === undefined && trustedProxies === undefined) {
    throw new StartupError(
      `HOST=${host} is reachable from other machines, so TLS is required. Set TLS_CERT and TLS_KEY to the certificate and key files, set TRUSTED_PROXY to the proxy that terminates TLS, or set HOST=127.0.0.1.`,
    )
  }
  return { tls, trustedProxies }
}

function seconds(value: string | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : Number(value) * unit
}
