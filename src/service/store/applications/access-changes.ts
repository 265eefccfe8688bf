import type { Connection } from '../connection/database.ts'

/** Milliseconds between two checks: including the statement's own time, a change takes effect everywhere within a second. */
const checkIntervalMs = 500

const recent = { name: 'access-changes', text: 'select id from access_change' }

/** Detects changes of roles, blocked users, tokens, sessions and features that another process may have made. */
export interface AccessWatch {
  /** Calls `changed` if there was a change since the last check, or if it is unknown because the database does not respond. */
  check(): Promise<void>
  close(): void
}

/** Starts checking twice a second. */
export function watchAccess(database: Connection, changed: () => void): AccessWatch {
  let known: ReadonlySet<number> = new Set()
  let checking: Promise<void> | undefined

  // IDs are compared as a set, because a transaction may commit after one with a higher ID
  async function checkOnce(): Promise<void> {
    try {
      const rows = await database.query<{ id: number }>(recent, [])
      const ids = new Set(rows.map(({ id }) => id))
      const isNew = [...ids].some((id) => !known.has(id))
      known = ids
      if (isNew) changed()
    } catch {
      // the requests that need the database report that it does not respond
      changed()
    }
  }

  const check = async (): Promise<void> => {
    checking ??= checkOnce().finally(() => (checking = undefined))
    return checking
  }
  const timer = setInterval(() => void check(), checkIntervalMs).unref()
  return { check, close: () => clearInterval(timer) }
}
