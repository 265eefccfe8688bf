import { createAtokaClient } from '../atoka/client.ts'
import { isOnlyLocal, isReachedByTls, type Configuration } from '../configuration/configuration.ts'
import type { AtokaSettings } from '../atoka/atoka-variables.ts'
import type { AtokaConnection } from './open-backend.ts'
import type { DemoLoader } from '../demo/demo-process.ts'
import { keepEmbeddedPostgresRunning, type SupervisedPostgres } from '../embedded/supervisor.ts'
import type { ToolEnvironment } from '../embedded/run.ts'
import { start, type StartedService, type StartOptions } from './start.ts'
import { serviceRoleName } from '../store/connection/service-role.ts'

/** What the service says of itself while it runs. */
export interface Lifecycle {
  /** tells the person at the terminal a sentence */
  readonly tell: (sentence: string) => void
  /** shows the current step of a first start */
  readonly progress?: StartOptions['progress']
  /** told each step of a migration of the database */
  readonly migrating?: StartOptions['migrating']
  /** records an error that no caller caused */
  readonly report: StartOptions['report']
  /** records an answer */
  readonly record?: StartOptions['record']
  /** records what was done to people, tokens and personal data */
  readonly audited?: StartOptions['audited']
  /** there is no database any more, nor will there be */
  readonly giveUp: (error: unknown) => void
}

export interface OpenOptions extends Pick<StartOptions, 'page'> {
  readonly env: ToolEnvironment
  /** ends the creation of a database at the first start */
  readonly stopped?: AbortSignal | undefined
  /** how the demo is loaded, if the configuration wants it */
  readonly demo: DemoLoader
}

/** The service on the database that the configuration names, started here where that is the embedded one. */
export async function runService(
  configuration: Configuration,
  { tell, progress, migrating, report, record, audited, giveUp }: Lifecycle,
  { env, page, demo: loader, stopped }: OpenOptions,
): Promise<StartedService> {
  const { dataDir, databaseUrl, databaseMigrationUrl, atoka } = configuration
  const { namedStatements, rateLimit, demo, metricsToken, sessionLimits, singleSignOn } = configuration
  const loopback = isOnlyLocal(configuration)
  const common = {
    namedStatements,
    rateLimit,
    ...(demo && { loadDemo: loader.load }),
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
      tell(
        'The service connects as the owner of its tables. Set DATABASE_MIGRATION_URL to the URL of the owner, and DATABASE_URL to that of a user that owns nothing.',
      )
      return started
    }
    const user = decodeURIComponent(new URL(databaseUrl).username)
    return start({ ...served, owner: { connectionString: databaseMigrationUrl }, login: { user } })
  }

  const postgres = await keepEmbeddedPostgresRunning(
    {
      dataDir: dataDir.path,
      explicit: dataDir.explicit,
      env,
      stop: stopped,
      onCreate: () => {
        progress?.('Creating the database')
        if (demo && loopback) loader.prepare()
      },
    },
    {
      onEnd: (reason) => tell(`${reason} Restarting it.`),
      onRetry: (reason) => report(new Error(reason)),
      onGiveUp: giveUp,
    },
  )
  if (postgres.notice !== undefined) tell(postgres.notice)
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
  open: () => Promise<StartedService>,
): Promise<StartedService> {
  try {
    const started = await open()
    return {
      ...started,
      async close(withinMs) {
        const begun = performance.now()
        await started.close()
        await postgres.stop(withinMs && withinMs - (performance.now() - begun))
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
