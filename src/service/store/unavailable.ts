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

/** Whether an error means that the database cannot be reached at the moment. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string') {
    if (networkCodes.has(error.code) || error.code === readOnly) return true
    return error.code.length === 5 && classes.has(error.code.slice(0, 2))
  }
  // what `pg` throws itself carries no code, and sign-in hands on what it met as the cause of its own error
  return own.test(error.message) || isUnavailable(error.cause)
}
