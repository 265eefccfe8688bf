import type { Instant } from '../../../contract/instant.ts'
import type { Caller } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'
import { requestContext } from '../connection/request-context.ts'

/** Every action that is recorded. */
export const auditActions = [
  'application.create',
  'application.export',
  'application.feature',
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

/** Who acts. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'command line'
  /** the id of the person or the name of the token; `null` for the command line */
  readonly id: string | null
  /** the user that a token or the command line named */
  readonly onBehalfOf: string | null
}

/** What is acted on, by its id or name. */
export interface AuditTarget {
  readonly kind: 'application' | 'event' | 'lead' | 'token' | 'user'
  readonly id: string
}

/** An action to record: never a text, a name of a person or a secret. */
export interface AuditedAction {
  readonly applicationId: string
  readonly actor: Actor
  readonly action: AuditAction
  readonly target: AuditTarget
  /** default: done */
  readonly outcome?: 'done' | 'rejected'
}

/** An entry of the audit as it is stored. */
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

/** A caller as an actor. */
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

/** The longest id of what is acted on, in code units: a request can name anything. */
const maxTargetLength = 640

const removeExpired = { name: 'remove-expired-audit', text: 'select remove_expired_audit($1)' }

/**
 * Records an action, in its transaction, and removes some of the application's entries that are older than the audit is
 * kept; the request that it came by is known from its context.
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

/** Days for which the audit is kept, unless the operator specifies another number. */
export const defaultAuditDays = 365

/** Keeps the audit for this many days from now on, `null` for ever, and removes what is older. For the tables' owner. */
export async function keepAudit(connection: Connection, days: number | null): Promise<void> {
  await connection.query(setRetention, [days])
  await connection.query(removeAllExpired, [])
}

const page = {
  name: 'audit-entries',
  text: `select ${columns} from audit_entry
    where ($1::text is null or application_id = $1) and ($2::timestamptz is null or at >= $2) and id > $3
    order by id limit $4`,
}

/** Entries read in one statement. */
const pageSize = 1_000

/** The entries of an application, or of all, from a moment on, in the order in which they were written. */
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
