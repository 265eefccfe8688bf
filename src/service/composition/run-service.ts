import { createAtokaClient } from '../atoka/client.ts'
import { isOnlyLocal, isReachedByTls, type Configuration } from '../configuration/configuration.ts'
import type { AtokaSettings } from '../atoka/atoka-variables.ts'
import type { AtokaConnection } from './open-backend.ts'
import type { DemoLoader } from '../demo/demo-process.ts'
import { superviseEmbeddedPostgres, type SupervisedPostgres } from '../embedded/supervisor.ts'
import type { ToolEnvironment } from '../embedded/run.ts'
import { start, type StartedService, type StartOptions } from './start.ts'
import { serviceRoleName } from '../store/connection/service-role.ts'

/** The notifications of the service while it runs. */
export interface Lifecycle {
  /** prints a sentence for the user at the terminal */
  readonly notify: (sentence: string) => void
  /** shows the current step of a first start */
  readonly progress?: StartOptions['progress']
  /** receives each step of a migration of the database */
  readonly migrating?: StartOptions['migrating']
  /** logs an error that no caller caused */
  readonly report: StartOptions['report']
  /** logs a response */
  readonly record?: StartOptions['record']
  /** logs an audit entry about people, tokens and personal data */
  readonly audited?: StartOptions['audited']
  /** called when the database has failed for good */
  readonly onFatal: (error: unknown) => void
}

export interface OpenOptions extends Pick<StartOptions, 'page'> {
  readonly env: ToolEnvironment
  /** interrupts the creation of a database at the first start */
  readonly stopped?: AbortSignal | undefined
  /** loads the demo, if the configuration enables it */
  readonly demo: DemoLoader
}

/** Runs the service on the configured database; starts the embedded one if no other is configured. */
export async function runService(
  configuration: Configuration,
  { notify, progress, migrating, report, record, audited, onFatal }: Lifecycle,
  { env, page, demo: demoLoader, stopped }: OpenOptions,
): Promise<StartedService> {
  const { dataDir, databaseUrl, databaseMigrationUrl, atoka } = configuration
  const { namedStatements, rateLimit, demo, metricsToken, sessionLimits, singleSignOn } = configuration
  const loopback = isOnlyLocal(configuration)
  const common = {
    namedStatements,
    rateLimit,
    ...(demo && { loadDemo: demoLoader.load }),
    progress,
    loopback,
    secureCookies: isReachedByTls(configuration),
    metricsToken,
    securityContact: configuration.securityContact,
    offlineDays: configuration.offlineDays,
    auditDays: configuration.auditDays,
    sessionLimits,
    singleSignOn,
    ...(atoka && { atoka: oneClient(atoka) }),
    report,
    migrating,
    ...(record && { record }),
    audited,
    ...(page && { page }),
  }
  if (databaseUrl !== undefined) {
    const served = { ...common, connection: { connectionString: databaseUrl } }
    if (databaseMigrationUrl === undefined) {
      const started = await start(served)
      notify(
        'The service connects as the owner of its tables. Set DATABASE_MIGRATION_URL to the URL of the owner, and DATABASE_URL to that of a user that owns nothing.',
      )
      return started
    }
    const user = decodeURIComponent(new URL(databaseUrl).username)
    return start({ ...served, owner: { connectionString: databaseMigrationUrl }, login: { user } })
  }

  const postgres = await superviseEmbeddedPostgres(
    {
      dataDir: dataDir.path,
      explicit: dataDir.explicit,
      env,
      stop: stopped,
      onCreate: () => {
        progress?.('Creating the database')
        if (demo && loopback) demoLoader.prepare()
      },
    },
    {
      onEnd: (reason) => notify(`${reason} Restarting it.`),
      onRetry: (reason) => report(new Error(reason)),
      onGiveUp: onFatal,
    },
  )
  if (postgres.notice !== undefined) notify(postgres.notice)
  const { connection: owner, outage } = postgres
  const login = { user: serviceRoleName, password: owner.password }
  const connection = { ...owner, user: serviceRoleName }
  return withPostgres(postgres, async () => start({ ...common, connection, owner, login, outage }))
}

function oneClient(settings: AtokaSettings): AtokaConnection {
  const client = createAtokaClient(settings)
  return { clientOf: () => client, isOneApplication: true }
}

async function withPostgres(
  postgres: SupervisedPostgres,
  startOnDatabase: () => Promise<StartedService>,
): Promise<StartedService> {
  try {
    const started = await startOnDatabase()
    return {
      ...started,
      async close(withinMs) {
        const startedAt = performance.now()
        await started.close()
        await postgres.stop(withinMs && withinMs - (performance.now() - startedAt))
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
