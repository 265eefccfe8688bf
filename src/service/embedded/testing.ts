import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { z } from 'zod'
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded-postgres.ts'

type Cleanup = () => Promise<unknown>

export interface ChildLeadline {
  readonly process: ChildProcess
  /** settles when it has started, or has failed */
  readonly outcome: Promise<{ connection: EmbeddedPostgres['connection'] } | { error: string }>
}

const outcomeSchema = z.union([
  z.object({
    connection: z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
  }),
  z.object({ error: z.string() }),
])

// Node 20 cannot run TypeScript
const CHILD = `
const { runnerImport } = await import('vite')
const { module } = await runnerImport(process.argv[1], { configFile: false, logLevel: 'silent' })
const tell = (outcome) => console.log(JSON.stringify(outcome))
await module.startEmbeddedPostgres(JSON.parse(process.argv[2])).then(
  ({ connection }) => tell({ connection }),
  (error) => { tell({ error: error.name + ': ' + error.message }); process.exit(1) },
)
setInterval(() => {}, 1000)
`

/** Starts databases for one test, in folders and processes that `cleanUp` removes. */
export function createTestBed() {
  const cleanups: Cleanup[] = []
  const later = (cleanup: Cleanup): unknown => cleanups.unshift(cleanup)

  const folder = async (): Promise<string> => {
    const path = await realpath(await mkdtemp(join(tmpdir(), 'leadline-')))
    later(() => rm(path, { recursive: true, force: true, maxRetries: 5 }))
    return path
  }

  return {
    later,
    folder,

    async start(options: Partial<EmbeddedPostgresOptions> & { dataDir: string }): Promise<EmbeddedPostgres> {
      const postgres = await startEmbeddedPostgres({ env: process.env, ...options })
      later(() => postgres.stop())
      return postgres
    },

    /** Starts a Leadline in a separate process. */
    startChild(options: EmbeddedPostgresOptions, through: readonly string[] = []): ChildLeadline {
      const main = join(import.meta.dirname, 'start-embedded-postgres.ts')
      const script = ['--input-type=module', '-e', CHILD, main, JSON.stringify(options)]
      const [command = '', ...args] = [...through, process.execPath, ...script]
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      later(() => kill(child))
      const outcome = once(createInterface(child.stdout), 'line').then(([line]) =>
        outcomeSchema.parse(JSON.parse(String(line))),
      )
      return { process: child, outcome }
    },

    /** Returns a PATH with only these programs, as on a system that lacks the others. */
    async pathWith(...programs: readonly string[]): Promise<{ PATH: string }> {
      const path = join(await folder(), 'bin')
      await mkdir(path)
      await Promise.all(programs.map(async (name) => symlink(await which(name), join(path, name))))
      return { PATH: path }
    },

    async cleanUp(): Promise<void> {
      for (const cleanup of cleanups.splice(0)) await cleanup()
    },
  }
}

/** Runs one statement on a new connection and returns its rows. */
export async function query(connection: EmbeddedPostgres['connection'], sql: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}

/** Kills a process like `kill -9`, and waits until it has ended. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

/** Returns the PID in the PID file of the database in `dataDir`. */
export async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

async function which(name: string): Promise<string> {
  for (const folder of process.env['PATH']?.split(':') ?? []) {
    const found = await realpath(join(folder, name)).catch(() => undefined)
    if (found !== undefined) return found
  }
  throw new Error(`${name} is not installed`)
}
