import { pino, stdTimeFunctions } from 'pino'
import type { Configuration } from '../configuration/configuration.ts'
import type { RequestRecord } from '../http/request-log.ts'
import type { AuditEntry } from '../store/applications/audit.ts'

/**
 * The service's log: a JSON object a line, to standard error. It holds no token, query, body or note: of an error of the
 * database the message and code, not its details, where values stand.
 */
export function createLog({ logLevel }: Pick<Configuration, 'logLevel'>) {
  const destination = pino.destination({ dest: 2, sync: true })
  const log = pino({ level: logLevel, base: null, timestamp: stdTimeFunctions.isoTime }, destination)
  return {
    report: (error: unknown, requestId?: string): void => {
      log.error({ ...(requestId !== undefined && { requestId }), error: describe(error) }, 'failed')
    },
    record: (answered: RequestRecord): void => {
      log.info(answered, 'answered')
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
