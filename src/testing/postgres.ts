import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../service/embedded/start-embedded-postgres.ts'
import { migrate } from '../service/store/migrate.ts'
import { openDatabase } from '../service/store/connection/database.ts'

/** The connection of tests to the PostgreSQL server of their run. */
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
    /** number of runs of the model test, if a project overrides it */
    modelRuns: number | undefined
  }
}

/** The database that each test copies: migrated, and empty. */
export const templateDatabase = 'leadline_template'

/**
 * Vitest's global set-up for the projects that need a database. The first project starts one embedded PostgreSQL for
 * all of them, or uses the server in TEST_DATABASE_URL, and creates a migrated template in it. Returns a function
 * that stops the server.
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
  // no data needs to survive a crash of the machine; tests of durability start a server of their own
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

/** Runs one statement, such as `create database`, outside any transaction. */
export async function run(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ ...server })
  await client.connect()
  await client.query(sql)
  await client.end()
}
