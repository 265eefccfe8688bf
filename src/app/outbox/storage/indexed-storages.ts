import { openLeadline, withTimeout, type LeadlineDatabase } from '../../shared/storage/indexed-database.ts'
import { createIndexedDrafts, createIndexedOutbox } from './indexed-storage.ts'

/**
 * The browser's database for everything that is not sent, as long as a visit lasts. Until it is open, and where the
 * browser closes it (the phone slept, another version takes over), nothing can be read or kept there; `onChange` tells.
 */
export function connectStorages() {
  let database: LeadlineDatabase | undefined
  let closed = false
  let onChange: (() => void) | undefined

  async function connect() {
    const opened = await openLeadline(lose)
    if (closed) opened.close()
    else database = opened
    return opened
  }

  async function reconnect() {
    try {
      await connect()
    } catch {
      // there is none any more: the rows live as long as the page
    }
    onChange?.()
  }

  function lose() {
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
    /** resolves once it is open, or is not waited for any longer */
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
