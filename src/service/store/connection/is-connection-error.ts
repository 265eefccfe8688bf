import { NoFreeConnection } from './connection-shares.ts'

/** Classes of SQLSTATE in which the server, not the statement, is what failed: connection, resources, operator. */
const classes = new Set(['08', '53', '57'])

/** Read only: a server that is not the primary any more, or not yet, as during a failover. */
const readOnly = '25006'

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])

const own =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end)/

/** A lock that was not free in time, a transaction that was idle for too long, and a statement that was cancelled. */
const timeouts = new Set(['55P03', '25P03', '57014'])

/**
 * Whether a transaction was ended for a limit or for another transaction, or not begun for want of a connection: a
 * repetition may succeed.
 */
export function isInterrupted(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof NoFreeConnection) return true
  if ('code' in error && typeof error.code === 'string') {
    return timeouts.has(error.code) || /^40...$/.test(error.code)
  }
  return isInterrupted(error.cause)
}

/** Whether an error means that the database cannot be reached, or is too busy, at the moment. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (isInterrupted(error)) return true
  if ('code' in error && typeof error.code === 'string') {
    if (networkCodes.has(error.code) || error.code === readOnly) return true
    return error.code.length === 5 && classes.has(error.code.slice(0, 2))
  }
  // what `pg` throws itself carries no code, and sign-in hands on what it met as the cause of its own error
  return own.test(error.message) || isConnectionError(error.cause)
}

/** What to tell whoever sends a request while the disk of the database has no space. */
export const diskFull =
  'The disk of the database is full; nothing was written. Try again when space is available.'

/** Whether PostgreSQL had no space for what a statement would have written. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && (('code' in error && error.code === '53100') || isDiskFull(error.cause))
}
