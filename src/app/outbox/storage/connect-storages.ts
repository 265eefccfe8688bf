import { openLeadline, withTimeout, type LeadlineDatabase } from '../../shared/storage/indexed-database.ts'
import { createIndexedDrafts } from './draft-storage.ts'
import { createIndexedOutbox } from './outbox-storage.ts'

/**
 * Connects to IndexedDB for the operations and drafts of a visit. Until it is open, and after the browser has closed it
 * (the phone slept, another version takes over), reads and writes throw. `onChange` sets a listener for both changes.
 */
export function connectStorages() {
  let database: LeadlineDatabase | undefined
  let closed = false
  let onChange: (() => void) | undefined

  async function connect() {
    const opened = await openLeadline(onLost)
    if (closed) opened.close()
    else database = opened
    return opened
  }

  async function reconnect() {
    try {
      await connect()
    } catch {
      // the database is lost: rows and drafts last as long as the page
    }
    onChange?.()
  }

  function onLost() {
    database = undefined
    if (!closed) void reconnect()
  }

  const opening = connect()
  const open = () => {
    if (database === undefined) throw new Error('The database is not open.')
    return database
  }
  return {
    operations: createIndexedOutbox(open),
    drafts: createIndexedDrafts(open),
    /** resolves once the database is open, or after a timeout */
    opened: withTimeout(opening).then(
      () => undefined,
      () => void opening.then(() => onChange?.()).catch(() => undefined),
    ),
    onChange: (listener: () => void) => {
      onChange = listener
    },
    close: () => {
      closed = true
      database?.close()
    },
  }
}
