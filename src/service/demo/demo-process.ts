import { fork } from 'node:child_process'
import * as z from 'zod/mini'
import { StartupError } from '../core/startup-error.ts'
import type { DemoDatabase, ReportProgress } from './load-demo.ts'

/** What the process sends: its progress, or why it has failed. */
const message = z.union([
  z.object({ step: z.string(), share: z.optional(z.number()) }),
  z.object({ failed: z.string() }),
])
export type DemoMessage = z.infer<typeof message>

const text = z.optional(z.string())
const database = z.object({
  connection: z.object({
    connectionString: text,
    host: text,
    port: z.optional(z.number()),
    user: text,
    password: text,
    database: text,
  }),
  namedStatements: z.boolean(),
})

/** The database that the process is told to fill. */
export function demoDatabase(received: unknown): DemoDatabase {
  return database.parse(received)
}

/** Loads the demo into an empty database. */
export interface DemoLoader {
  /** Begins to generate the demo, if it is known already that it will be loaded. */
  readonly prepare: () => void
  /** Rejects where the demo was not loaded; nothing of it is in the database then. */
  readonly load: (database: DemoDatabase, report: ReportProgress) => Promise<void>
}

/**
 * Loads the demo in a process of its own: it generates while the database is created, and the memory that it needs (some
 * 100 MB) does not stay with the service.
 * @param script the built `demo/main.ts`
 * @param stop ends the process
 */
export function createDemoProcess(script: string, stop: AbortSignal): DemoLoader {
  let started: ReturnType<typeof startProcess> | undefined
  return {
    prepare: () => {
      started ??= startProcess(script, stop)
    },
    async load(target, report) {
      const { child, ended } = (started ??= startProcess(script, stop))
      let reason: string | undefined
      child.on('message', (received) => {
        const sent = message.parse(received)
        if ('failed' in sent) reason = sent.failed
        else report(sent.step, sent.share)
      })
      child.ref()
      // a process that has ended already is reported below
      child.send(target, () => undefined)
      const failure = await ended
      if (failure !== undefined) {
        throw new StartupError(`The demo was not loaded (${reason ?? failure}): start Leadline again.`)
      }
    },
  }
}

/** `ended` resolves with nothing where it succeeded, and with the reason where it did not. */
function startProcess(script: string, stop: AbortSignal) {
  const child = fork(script, {
    // the service's small heap is not for it
    execArgv: [],
    signal: stop,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)))
  })
  // a start that fails before it comes to the demo does not wait for it
  child.unref()
  child.channel?.unref()
  return { child, ended }
}
