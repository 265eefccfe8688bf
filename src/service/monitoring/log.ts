import { pino, stdTimeFunctions } from 'pino'
import type { Configuration } from '../configuration/configuration.ts'
import type { RequestRecord } from '../http/request-log.ts'
import type { AuditEntry } from '../store/applications/audit.ts'

/**
 * Creates the service's log: one JSON object per line, on standard error. It never contains tokens, queries, bodies
 * or notes: of a database error it records the message and code, but not the details, which contain values.
 */
export function createLog({ logLevel }: Pick<Configuration, 'logLevel'>) {
  const destination = pino.destination({ dest: 2, sync: true })
  const log = pino({ level: logLevel, base: null, timestamp: stdTimeFunctions.isoTime }, destination)
  return {
    report: (error: unknown, requestId?: string): void => {
      log.error({ ...(requestId !== undefined && { requestId }), error: describe(error) }, 'failed')
    },
    record: (request: RequestRecord): void => {
      log.info(request, 'answered')
    },
    audited: ({ id, ...entry }: AuditEntry): void => {
      log.info({ auditId: id, ...entry }, 'audited')
    },
  }
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  return { name, message, stack, ...('code' in error && { code: error.code }) }
}
