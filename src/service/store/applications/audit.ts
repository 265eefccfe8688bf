import type { Instant } from '../../../contract/instant.ts'
import type { Caller } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'
import { requestContext } from '../connection/request-context.ts'

/** Every action that is recorded. */
export const auditActions = [
  'application.create',
  'application.export',
  'application.feature',
  'application.restore',
  'events.import',
  'invitation.accept',
  'invitation.create',
  'invitation.revoke',
  'lead.name',
  'leads.import',
  'link.create',
  'password.change',
  'password.reset',
  'person.block',
  'person.create',
  'person.link',
  'person.map',
  'person.role',
  'person.unblock',
  'personal-data.erase',
  'personal-data.export',
  'sessions.end',
  'statuses.set',
  'token.create',
  'token.revoke',
] as const

export type AuditAction = (typeof auditActions)[number]

/** The person, token or command line that performs an action. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'command line'
  /** the ID of the person or the name of the token; `null` for the command line */
  readonly id: string | null
  /** the user that a token or the command line named */
  readonly onBehalfOf: string | null
}

/** The target of an action, by its ID or name. */
export interface AuditTarget {
  readonly kind: 'application' | 'event' | 'lead' | 'token' | 'user'
  readonly id: string
}

/** An action to record. It never contains a text, a person's name or a secret. */
export interface AuditedAction {
  readonly applicationId: string
  readonly actor: Actor
  readonly action: AuditAction
  readonly target: AuditTarget
  /** default: done */
  readonly outcome?: 'done' | 'rejected'
}

/** A stored entry of the audit log. */
export interface AuditEntry {
  readonly application: string
  readonly id: number
  readonly at: Instant
  readonly actor: Actor
  readonly action: AuditAction
  readonly target: AuditTarget
  readonly ipAddress: string | null
  readonly requestId: string | null
  readonly outcome: 'done' | 'rejected'
}

/** Returns a caller as an actor. */
export function actorOf({ user, token }: Pick<Caller, 'user' | 'token'>): Actor {
  return token === undefined
    ? { kind: 'person', id: user?.id ?? null, onBehalfOf: null }
    : { kind: 'token', id: token.name, onBehalfOf: user?.id ?? null }
}

const columns = `application_id application, id, at,
  json_build_object('kind', actor_kind, 'id', actor, 'onBehalfOf', on_behalf_of) actor, action,
  json_build_object('kind', target_kind, 'id', target) target, ip_address "ipAddress", request_id "requestId", outcome`

const insert = {
  name: 'insert-audit-entry',
  text: `insert into audit_entry (application_id, at, actor_kind, actor, on_behalf_of, action, target_kind, target,
      ip_address, request_id, outcome)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${columns}`,
}

/** The maximum length of a target's ID in UTF-16 code units, because a request can name any ID. */
const maxTargetLength = 640

const removeExpired = { name: 'remove-expired-audit', text: 'select remove_expired_audit($1)' }

/**
 * Records an action in its transaction, with the address and ID of the current request, and removes some of the
 * application's expired entries.
 */
export async function audit(
  connection: Connection,
  now: Instant,
  { applicationId, actor, action, target, outcome = 'done' }: AuditedAction,
): Promise<void> {
  const context = requestContext()
  const [entry] = await connection.query<AuditEntry>(insert, [
    applicationId,
    now,
    actor.kind,
    actor.id,
    actor.onBehalfOf,
    action,
    target.kind,
    target.id.slice(0, maxTargetLength).replaceAll('\0', ''),
    context?.address ?? null,
    context?.requestId ?? null,
    outcome,
  ])
  await connection.query(removeExpired, [applicationId])
  if (entry !== undefined) context?.audited.push(entry)
}

const setRetention = {
  name: 'set-audit-retention',
  text: `insert into audit_retention (days) values ($1) on conflict (single) do update set days = excluded.days`,
}

const removeAllExpired = {
  name: 'remove-all-expired-audit',
  text: `delete from audit_entry using audit_retention where at < now() - days * interval '1 day'`,
}

/** The default retention of the audit log in days. */
export const defaultAuditDays = 365

/**
 * Sets the retention of the audit log in days, `null` for ever, and removes older entries. Requires the role that owns the
 * tables.
 */
export async function setAuditRetention(connection: Connection, days: number | null): Promise<void> {
  await connection.query(setRetention, [days])
  await connection.query(removeAllExpired, [])
}

const page = {
  name: 'audit-entries',
  text: `select ${columns} from audit_entry
    where ($1::text is null or application_id = $1) and ($2::timestamptz is null or at >= $2) and id > $3
    order by id limit $4`,
}

/** The number of entries per statement. */
const pageSize = 1_000

/** Lists the entries of one application, or of all, from a time on, in the order in which they were written. */
export async function* listAudit(
  connection: Connection,
  { applicationId, from }: { readonly applicationId: string | undefined; readonly from: Instant | undefined },
): AsyncGenerator<AuditEntry[]> {
  for (let after = 0; ;) {
    const entries = await connection.query<AuditEntry>(page, [
      applicationId ?? null,
      from ?? null,
      after,
      pageSize,
    ])
    if (entries.length > 0) yield entries
    if (entries.length < pageSize) return
    after = entries.at(-1)?.id ?? after
  }
}
