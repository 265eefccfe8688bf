import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { EndpointName } from '../../contract/endpoints.ts'
import type { Instant } from '../../contract/instant.ts'
import type { Caller } from '../core/caller.ts'
import { Problem } from '../core/problem.ts'
import { actorOf, audit, type AuditAction, type AuditTarget } from '../store/applications/audit.ts'
import type { Database } from '../store/connection/database.ts'
import { consume } from './limits/rate-limit.ts'

/** The action and target in the audit log of a rejected attempt at an endpoint. */
const attempts: Readonly<
  Partial<Record<EndpointName, readonly [action: AuditAction, target: AuditTarget['kind']]>>
> = {
  invitePerson: ['invitation.create', 'application'],
  changePerson: ['person.role', 'user'],
  withdrawInvitation: ['invitation.revoke', 'user'],
  createLink: ['link.create', 'user'],
  nameLead: ['lead.name', 'lead'],
  exportLead: ['personal-data.export', 'lead'],
  exportPerson: ['personal-data.export', 'user'],
  createImport: ['events.import', 'application'],
  changeImport: ['events.import', 'application'],
  eraseEvent: ['personal-data.erase', 'event'],
  eraseLead: ['personal-data.erase', 'lead'],
  erasePerson: ['personal-data.erase', 'user'],
}

export interface Attempt {
  readonly name: EndpointName
  readonly caller: Caller
  /** the ID in the path */
  readonly id: string
}

/** Runs an attempt; if it is forbidden, the audit log records it. */
export type RecordRejection = <Result>(attempt: Attempt, work: () => Promise<Result>) => Promise<Result>

interface RecordRejectionOptions {
  readonly database: Database
  readonly clock: () => Instant
  readonly report: (error: unknown) => void
}

/** Rejected attempts of one person or token at one action that are recorded in an hour: the audit must not fill a disk. */
export const maxRecordedRejections = 20

/**
 * Records attempts at audited actions that a role, scope or rule forbids. Beyond twenty attempts of the same person
 * or token at the same action in an hour, they are only in the request log and the metrics, like any 403.
 */
export function createRecordRejection({ database, clock, report }: RecordRejectionOptions): RecordRejection {
  const recorded = new RateLimiterMemory({ points: maxRecordedRejections, duration: 60 * 60 })
  return async ({ name, caller, id }, work) => {
    try {
      return await work()
    } catch (error) {
      const attempt = attempts[name]
      if (attempt !== undefined && error instanceof Problem && error.code === 'forbidden') {
        const [action, kind] = attempt
        const applicationId = caller.application.id
        const actor = actorOf(caller)
        const key = JSON.stringify([applicationId, actor.kind, actor.id, action])
        if ((await consume(recorded, key)) !== undefined) throw error
        await audit(database.of(applicationId), clock(), {
          applicationId,
          actor,
          action,
          target: { kind, id: kind === 'application' ? applicationId : id },
          outcome: 'rejected',
        }).catch(report)
      }
      throw error
    }
  }
}
