import { timingSafeEqual } from 'node:crypto'
import type { PoolConfig } from 'pg'
import { toInstant, type Instant } from '../../contract/instant.ts'
import { watchAccess } from '../store/applications/access-changes.ts'
import { demoApplicationId } from '../demo/demo-sign-in.ts'
import type { DemoLoader } from '../demo/demo-process.ts'
import type { ReportProgress } from '../demo/load-demo.ts'
import { createAuthenticate } from '../http/authenticate.ts'
import type { Backend } from '../core/backend.ts'
import type { Caller } from '../core/caller.ts'
import { openBackend, type AtokaConnection } from './open-backend.ts'
import { startImportWorker } from '../imports/import-worker.ts'
import { createImportBackend } from '../operations/imports/import-backend.ts'
import { createPeopleBackend } from '../operations/people/people-backend.ts'
import { randomToken } from '../operations/people/people-context.ts'
import { defaultAuditDays, setAuditRetention } from '../store/applications/audit.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { createHealth } from '../http/health.ts'
import { logRequests, type RequestRecord } from '../http/request-log.ts'
import { createRecordRejection } from '../http/record-rejection.ts'
import { createRateLimits, type LimitsOptions } from '../http/limits/rate-limits.ts'
import { createSecurityText } from '../http/page/security-text.ts'
import { createMetrics } from '../monitoring/metrics.ts'
import { createService, type Service, type ServiceOptions } from '../http/service.ts'
import type { SingleSignOnSettings } from '../http/session/oidc-provider.ts'
import { createSingleSignOn } from '../http/session/single-sign-on.ts'
import { createChangeStreams } from '../http/session/change-streams.ts'
import { createCallerCache } from '../http/session/caller-cache.ts'
import { createAuth } from '../http/session/auth.ts'
import {
  defaultOfflineDays,
  defaultSessionLimits,
  type SessionLimits,
} from '../http/session/session-limits.ts'
import { sessionSecret } from '../http/session/secret.ts'
import { createSessionCallers } from '../http/session/session-caller.ts'
import { createSessionEndpoints } from '../http/session/session-endpoints.ts'
import { createTrustedBrowser } from '../http/session/trusted-browser.ts'
import { createTokenUse } from '../http/session/token-last-used.ts'
import { watchDatabase, type DatabaseWatch } from '../store/connection/database-watch.ts'
import { StartupError } from '../core/startup-error.ts'
import { buildSearchIndex, isSearchIndexed, type SearchIndexBuild } from '../store/search/search-index.ts'
import { findApplication, isEmpty, listApplications } from '../store/applications/applications.ts'
import { openDatabase, type Database } from '../store/connection/database.ts'
import { migrate, type MigrateOptions } from '../store/migrate.ts'
import { isConnectionError } from '../store/connection/is-connection-error.ts'

export interface StartOptions {
  readonly connection: PoolConfig
  /** the connection of the owner of the tables, for migrations; default: `connection` */
  readonly owner?: PoolConfig | undefined
  /** the role of the service, if it is not the owner */
  readonly login?: MigrateOptions['login']
  readonly namedStatements?: boolean
  /** returns why the database is not running, if that is known */
  readonly outage?: (() => string | undefined) | undefined
  /** maximum number of requests per person and per token in ten seconds; default: unlimited */
  readonly rateLimit?: number | undefined
  /** fills an empty database with the demo; without it, the database stays empty */
  readonly loadDemo?: DemoLoader['load'] | undefined
  /** receives the steps of a first start */
  readonly progress?: ReportProgress | undefined
  /** whether only this machine can reach the service */
  readonly loopback: boolean
  /** whether browsers use TLS, so that cookies are `__Host-` and `Secure`; default: no */
  readonly secureCookies?: boolean
  readonly clock?: () => Instant
  /** whether the clock is compared with the database's; default: only if it is the system clock */
  readonly comparesClocks?: boolean | undefined
  /** an OpenID Connect provider for signing in */
  readonly singleSignOn?: SingleSignOnSettings | undefined
  /** how long sessions last */
  readonly sessionLimits?: SessionLimits | undefined
  /** days for which a browser shows its cached responses without the service */
  readonly offlineDays?: number | undefined
  /** the retention of the audit log in days, `null` for ever */
  readonly auditDays?: number | null | undefined
  /** delays a sign-in attempt; tests replace it, so that no time passes */
  readonly waitAtSignIn?: LimitsOptions['waitAtSignIn']
  /** creates the tokens of links; tests replace it by known tokens */
  readonly makeToken?: (() => string) | undefined
  /** receives each step of a migration of the database */
  readonly migrating?: MigrateOptions['progress']
  readonly report: ServiceOptions['report']
  /** receives each response's record */
  readonly record?: (record: RequestRecord) => void
  /** receives each audit entry that a request has written */
  readonly audited?: ServiceOptions['audited']
  /** the token for `/metrics`; without one, anyone who can reach a loopback address may read it */
  readonly metricsToken?: string | undefined
  /** the contact for security reports, `mailto:` or `https:` */
  readonly securityContact?: string | undefined
  /** the Atoka API, if it is the back end */
  readonly atoka?: AtokaConnection | undefined
  /** wraps the store; tests use it for a back end with fewer capabilities */
  readonly wrapBackend?: ((store: Backend) => Backend) | undefined
  /** serves the page */
  readonly page?: (request: Request) => Promise<Response | undefined>
}

/** A running service with its database. */
export interface StartedService {
  readonly service: Service
  /** whether the database contains the demo, whose token and passwords are public */
  readonly hasDemo: boolean
  /** announces that the service is about to stop, so that no new requests are sent to it */
  drain(): void
  /** Ends the requests in progress, and stops the embedded database, which is killed after `withinMs`. */
  close(withinMs?: number): Promise<void>
}

/**
 * Migrates the database, fills an empty one with the demo if requested, and starts the service on it. Throws a
 * `StartupError` if the database is unusable, or contains the demo and is reachable from other machines.
 */
export async function start(options: StartOptions): Promise<StartedService> {
  const { connection, namedStatements = true } = options
  const prepared = await prepare(options)
  const database = openDatabase({ connection, namedStatements, role: prepared.role })
  const watch = await watchDatabase({
    connection,
    clock: clockOf(options),
    comparesClocks: options.comparesClocks ?? options.clock === undefined,
    report: options.report,
  })
  const searchIndex = prepared.isIndexed
    ? undefined
    : buildSearchIndex(options.owner ?? connection, options.report)
  const close = async () => void (await Promise.all([watch.close(), database.close(), searchIndex?.close()]))
  try {
    return await serve({ database, watch, searchIndex, close, ...prepared }, options)
  } catch (error) {
    await close()
    throw error
  }
}

interface Prepared extends Awaited<ReturnType<typeof prepare>> {
  readonly database: Database
  readonly watch: DatabaseWatch
  readonly searchIndex: SearchIndexBuild | undefined
  readonly close: () => Promise<void>
}

/** Prepares the database as the owner of the tables. */
async function prepare({ namedStatements = true, ...options }: StartOptions) {
  const connection = options.owner ?? options.connection
  const owner = openDatabase({ connection, namedStatements, connections: 1 })
  try {
    await owner.pool.query('select 1').catch((error: unknown) => {
      throw databaseError(connection, error)
    })
    const role = await migrate(owner.pool, { progress: options.migrating, login: options.login })
    const { auditDays = defaultAuditDays } = options
    await setAuditRetention(owner, auditDays)
    const { loadDemo } = options
    const wantsDemo = loadDemo !== undefined && (await isEmpty(owner))
    const holdsDemo = wantsDemo || (await findApplication(owner, demoApplicationId)) !== undefined
    if (holdsDemo && !options.loopback) throw new StartupError(demoRefusal)
    if (holdsDemo && options.atoka !== undefined) throw new StartupError(demoAtAtoka)
    if (wantsDemo) {
      const { progress = () => undefined } = options
      progress('Loading the demo', 0)
      await loadDemo({ connection, namedStatements }, progress)
    }
    const applicationIds = (await listApplications(owner)).map(({ id }) => id)
    const isIndexed = await isSearchIndexed(owner)
    return { role, holdsDemo, isIndexed, applicationIds, secret: await sessionSecret(owner) }
  } catch (error) {
    throw isConnectionError(error) ? databaseError(connection, error) : error
  } finally {
    await owner.close()
  }
}

function clockOf({ clock = () => toInstant(Date.now()) }: Pick<StartOptions, 'clock'>): () => Instant {
  return clock
}

async function serve(
  { database, watch, searchIndex, close, holdsDemo, secret, applicationIds }: Prepared,
  options: StartOptions,
): Promise<StartedService> {
  const { report, record, page, metricsToken, outage } = options
  const clock = clockOf(options)
  const { atoka } = options
  // Atoka dates its events with its own clock
  const writeClock = atoka === undefined ? watch.clock : clock
  const auth = createAuth({
    database,
    secret,
    secureCookies: options.secureCookies ?? false,
    limits: options.sessionLimits ?? defaultSessionLimits,
  })
  const callers = createSessionCallers(auth, database, clock)
  const tokenCallers = createCallerCache<Caller>()
  const clearCallerCache = () => {
    callers.clear()
    tokenCallers.clear()
  }
  const changeStreams = createChangeStreams({ database, clock })
  const access = watchAccess(database, () => {
    clearCallerCache()
    // a stream whose session cannot be checked now is checked again with the next change
    void changeStreams.endWithSession().catch(() => undefined)
  })
  const store = await openBackend({
    database,
    clock: writeClock,
    searchIndexed: searchIndex?.ended,
    atoka,
    applicationIds,
    report,
    clearCallerCache,
  })
  const backend = options.wrapBackend?.(store) ?? store
  // in front of Atoka there is nothing to import into
  const importWorker = backend.capabilities.includes('imports')
    ? startImportWorker({
        database,
        // as for the command line, the owner of the tables: a statement over all lines may take minutes
        connection: options.owner ?? options.connection,
        namedStatements: options.namedStatements ?? true,
        clock: writeClock,
        report,
      })
    : undefined
  const sso = options.singleSignOn
  const metrics = createMetrics(database, watch)
  const health = createHealth({
    database,
    watch,
    outage,
    isIndexing: () => searchIndex?.isBuilding() ?? false,
    metrics: metrics.read,
    mayReadMetrics: ({ headers }) =>
      metricsToken === undefined
        ? options.loopback
        : isSameSecret(headers.get('authorization'), `Bearer ${metricsToken}`),
  })
  const service = createService({
    backend,
    limits: createRateLimits(options),
    authenticate: createAuthenticate({
      database,
      sessions: callers,
      tokenCallers,
      clock,
      tokenUsed: createTokenUse({ database, clock, report }),
    }),
    people: createPeopleBackend({
      database,
      clock: writeClock,
      makeToken: options.makeToken ?? randomToken,
      clearCallerCache,
    }),
    imports: createImportBackend({ database, clock: writeClock, wake: () => importWorker?.wake() }),
    session: createSessionEndpoints({
      auth,
      callers,
      database,
      backend,
      clock,
      trustedBrowser: createTrustedBrowser({ secret, secureCookies: options.secureCookies ?? false }),
      singleSignOn: sso !== undefined,
      offlineDays: options.offlineDays ?? defaultOfflineDays,
    }),
    singleSignOn:
      sso && createSingleSignOn({ settings: sso, auth, database, clock, clearCallerCache, report }),
    changeStreams: backend.capabilities.includes('changeStream') ? changeStreams : undefined,
    recordRejection: createRecordRejection({ database, clock, report }),
    audited: options.audited,
    report,
    outage,
    securityText: createSecurityText({ clock, contact: options.securityContact }),
    fallbackHandlers: [health.respond, ...(page === undefined ? [] : [page])],
  })
  return {
    service: logRequests(service, (request) => {
      metrics.record(request)
      record?.(request)
    }),
    hasDemo: holdsDemo,
    drain() {
      health.stop()
      changeStreams.close()
    },
    async close() {
      access.close()
      changeStreams.close()
      await importWorker?.close()
      await close()
    },
  }
}

const demoRefusal =
  'The demo has a well-known token and passwords, so it is served on loopback only. Set HOST=127.0.0.1 and unset TRUSTED_PROXY and PUBLIC_URL, or start without the demo (DEMO=off and a DATA_DIR or DATABASE_URL without it).'

const demoAtAtoka =
  'The database contains the demo, whose passwords are well known; with LEADLINE_BACKEND=atoka its users could reach your Atoka data. Use a DATA_DIR or DATABASE_URL without the demo.'

/** Creates the error for a database that cannot be used, without its password. */
function databaseError({ connectionString }: PoolConfig, error: unknown): StartupError {
  const name = connectionString === undefined ? 'embedded' : withoutPassword(connectionString)
  const reason =
    error instanceof Error ? error.message || String('code' in error && error.code) : String(error)
  return new StartupError(
    `Cannot connect to the database ${name} (${reason}). Check DATABASE_URL and that the server is running.`,
  )
}

function withoutPassword(connectionString: string): string {
  if (!URL.canParse(connectionString)) return 'in DATABASE_URL'
  const { hostname, port, pathname } = new URL(connectionString)
  return `${hostname}${port && `:${port}`}${pathname}`
}

function isSameSecret(sent: string | null, secret: string): boolean {
  return sent !== null && timingSafeEqual(hashToken(sent), hashToken(secret))
}
