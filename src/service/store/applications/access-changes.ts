import type { Connection } from '../connection/database.ts'

/** Milliseconds between two looks: with the statement's own time, a change takes effect everywhere within a second. */
const lookEveryMs = 500

const recent = { name: 'access-changes', text: 'select id from access_change' }

/** Looks for changes of roles, blocked users, tokens, sessions and features, which another process may have made. */
export interface AccessWatch {
  /** Calls `changed` if there was a change since the last look, or if it is unknown because the database does not respond. */
  look(): Promise<void>
  close(): void
}

/** Starts looking twice a second. */
export function watchAccess(database: Connection, changed: () => void): AccessWatch {
  let seen: ReadonlySet<number> = new Set()
  let looking: Promise<void> | undefined

  // IDs are compared as a set, because a transaction may commit after one with a higher ID
  async function lookOnce(): Promise<void> {
    try {
      const rows = await database.query<{ id: number }>(recent, [])
      const ids = new Set(rows.map(({ id }) => id))
      const isNew = [...ids].some((id) => !seen.has(id))
      seen = ids
      if (isNew) changed()
    } catch {
      // whoever needs the database reports that it does not respond
      changed()
    }
  }

  const look = async (): Promise<void> => {
    looking ??= lookOnce().finally(() => (looking = undefined))
    return looking
  }
  const timer = setInterval(() => void look(), lookEveryMs).unref()
  return { look, close: () => clearInterval(timer) }
}
