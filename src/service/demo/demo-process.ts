import { fork } from 'node:child_process'
import * as z from 'zod/mini'
import { StartupError } from '../core/startup-error.ts'
import type { DemoDatabase, ReportProgress } from './load-demo.ts'

/** The messages of the process: its progress, or the reason of its failure. */
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

/** Parses the message that names the database to fill; throws if it is invalid. */
export function demoDatabase(received: unknown): DemoDatabase {
  return database.parse(received)
}

/** Loads the demo into an empty database. */
export interface DemoLoader {
  /** Starts to generate the demo before the database is ready. */
  readonly prepare: () => void
  /** Loads the demo. If it rejects, the database contains nothing of the demo. */
  readonly load: (database: DemoDatabase, report: ReportProgress) => Promise<void>
}

/**
 * Loads the demo in a separate process: it generates the demo while the database is created, and its memory (about
 * 100 MB) is released when it ends.
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
      // the lines below report a process that has already ended
      child.send(target, () => undefined)
      const failure = await ended
      if (failure !== undefined) {
        throw new StartupError(`The demo was not loaded (${reason ?? failure}): start Leadline again.`)
      }
    },
  }
}

/** Starts the process. `ended` resolves to `undefined` after success, and to the reason after a failure. */
function startProcess(script: string, stop: AbortSignal) {
  const child = fork(script, {
    // without the service's node options, which limit its heap
    execArgv: [],
    signal: stop,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)))
  })
  // if the service's start fails before it loads the demo, it does not wait for this process
  child.unref()
  child.channel?.unref()
  return { child, ended }
}
