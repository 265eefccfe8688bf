import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../service/embedded/start-embedded-postgres.ts'
import { migrate } from '../service/store/migrate.ts'
import { openDatabase } from '../service/store/connection/database.ts'

/** How tests reach the PostgreSQL of their run. */
export interface TestServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestServer
    /** runs of the model, where a project wants another number than its own */
    modelRuns: number | undefined
  }
}

/** The database that each test's own is a copy of: migrated, and empty. */
export const templateDatabase = 'leadline_template'

/**
 * Vitest's global set-up for the projects that need a database: one embedded PostgreSQL for all of them, started by the
 * first that runs, or the one that TEST_DATABASE_URL names, with a migrated template in it. Returns how to stop it.
 */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const root = project.vitest.getRootProject()
  if (Object.hasOwn(root.getProvidedContext(), 'postgres')) return undefined
  const { server, stop } = await openServer(process.env['TEST_DATABASE_URL'])
  await run(server, `drop database if exists ${templateDatabase}`)
  await run(server, `create database ${templateDatabase}`)
  const template = openDatabase({ connection: { ...server, database: templateDatabase } })
  await migrate(template.pool)
  await template.close()
  root.provide('postgres', server)
  return stop
}

async function openServer(
  url: string | undefined,
): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  if (url !== undefined) {
    const { hostname, port, username, password, pathname } = new URL(url)
    const server = {
      host: hostname,
      port: Number(port || 5432),
      user: username,
      password: decodeURIComponent(password),
      database: pathname.slice(1),
    }
    return { server, stop: async () => undefined }
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'leadline-test-'))
  const postgres = await startEmbeddedPostgres({ dataDir, env: process.env })
  const server = postgres.connection
  // nothing of it is to survive the machine; tests of what does survive start a server of their own
  await run(server, 'alter system set fsync = off')
  await run(server, 'select pg_reload_conf()')
  return {
    server,
    async stop() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs one statement, such as `create database`, outside of any transaction. */
export async function run(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ ...server })
  await client.connect()
  await client.query(sql)
  await client.end()
}
