import type { Database } from '../store/connection/database.ts'
import { isConnectionError } from '../store/connection/is-connection-error.ts'
import { listApplicationsWithImports } from '../store/imports/import-jobs.ts'
import { runImportJob, type ImportJobOptions } from './run-import-job.ts'

/** Milliseconds between two searches for work that a process has left when it ended. */
const searchEveryMs = 5_000

/** The maximum number of applications whose imports a process works on at the same time. */
const maxConcurrent = 2

/** Works on the imports in the page. */
export interface ImportWorker {
  /** looks for work now, because a request has created some */
  wake(): void
  /** interrupts the work; a later start, or another process, continues it */
  close(): Promise<void>
}

/** Starts the work on imports in the page. */
export function startImportWorker({
  database,
  ...options
}: ImportJobOptions & { readonly database: Pick<Database, 'query'> }): ImportWorker {
  const stop = new AbortController()
  const active = new Map<string, Promise<void>>()
  let wakes = 0
  let searching: Promise<void> | undefined

  const report = (error: unknown) => {
    // the next search tries again
    if (!stop.signal.aborted && !isConnectionError(error)) options.report(error)
  }

  const start = (applicationId: string) => {
    const before = wakes
    const ended = runImportJob(applicationId, options, stop.signal)
      .catch(report)
      .finally(() => {
        active.delete(applicationId)
        // it may have been changed while it was worked on, or another one has waited
        if (wakes !== before) wake()
      })
    active.set(applicationId, ended)
  }

  const search = async () => {
    let before: number
    do {
      before = wakes
      for (const applicationId of await listApplicationsWithImports(database)) {
        if (stop.signal.aborted) return
        if (!active.has(applicationId) && active.size < maxConcurrent) start(applicationId)
      }
    } while (wakes !== before)
  }

  const wake = () => {
    if (stop.signal.aborted) return
    wakes++
    searching ??= search()
      .catch(report)
      .finally(() => {
        searching = undefined
      })
  }

  const timer = setInterval(wake, searchEveryMs)
  timer.unref()
  wake()
  return {
    wake,
    async close() {
      stop.abort()
      clearInterval(timer)
      await searching
      await Promise.all(active.values())
    },
  }
}
