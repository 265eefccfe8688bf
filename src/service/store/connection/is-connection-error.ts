import { NoFreeConnection } from './connection-shares.ts'

/** Classes of SQLSTATE for failures of the server instead of the statement: connection, resources, operator. */
const classes = new Set(['08', '53', '57'])

/** Read only: the server is not the primary any more, or not yet, as during a failover. */
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

/** A lock timeout, an idle transaction timeout, and a cancelled statement. */
const timeouts = new Set(['55P03', '25P03', '57014'])

/**
 * Whether a transaction was ended because of a limit or another transaction, or not begun because no connection was
 * free: a retry may succeed.
 */
export function isInterrupted(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof NoFreeConnection) return true
  if ('code' in error && typeof error.code === 'string') {
    return timeouts.has(error.code) || /^40...$/.test(error.code)
  }
  return isInterrupted(error.cause)
}

/** Whether an error means that the database is currently unreachable or too busy. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (isInterrupted(error)) return true
  if ('code' in error && typeof error.code === 'string') {
    if (networkCodes.has(error.code) || error.code === readOnly) return true
    return error.code.length === 5 && classes.has(error.code.slice(0, 2))
  }
  // errors of `pg` itself have no code, and sign-in wraps errors as the cause of its own
  return own.test(error.message) || isConnectionError(error.cause)
}

/** The message for requests while the disk of the database has no space. */
export const diskFull =
  'The disk of the database is full; nothing was written. Try again when space is available.'

/** Whether PostgreSQL had no disk space for a statement. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && (('code' in error && error.code === '53100') || isDiskFull(error.cause))
}
