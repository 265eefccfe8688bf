import type { Instant } from '../../../contract/instant.ts'
import type { Connection, Statement } from '../connection/database.ts'

/** The key of a write, within an application and a user. */
export interface IdempotencyScope {
  readonly applicationId: string
  readonly userId: string
  readonly key: string
}

/** The stored response of an accepted write. */
export interface StoredResponse {
  readonly fingerprint: Buffer
  readonly response: unknown
}

/** Seconds for which a retry gets the first response. Source: contract, "safe retries": 30 days. */
const retentionSeconds = 30 * 24 * 60 * 60

const lock = {
  name: 'lock-idempotency-key',
  text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) locked',
}

/** Claims a key until the end of the transaction; `false` if another transaction has claimed it. */
export async function claimKey(connection: Connection, scope: IdempotencyScope): Promise<boolean> {
  const name = JSON.stringify([scope.applicationId, scope.userId, scope.key])
  const [row] = await connection.query<{ locked: boolean }>(lock, [name])
  return row?.locked === true
}

const find = {
  name: 'idempotency-key',
  text: `select k.fingerprint, case when u.id is null or k.answer #> '{item,owner,name}' is not null then k.answer
      else jsonb_set(k.answer, '{item,owner,name}', to_jsonb(u.name)) end response
    from idempotency_key k
      left join application_user u on u.application_id = k.application_id and u.id = k.answer #>> '{item,owner,id}'
    where k.application_id = $1 and k.user_id = $2 and k.key = $3
      and k.created > $4::timestamptz - ${retentionSeconds} * interval '1 second'`,
}

/** Returns the response that was stored with a key, unless it has expired. */
export async function findStoredResponse(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
  now: Instant,
): Promise<StoredResponse | undefined> {
  const [row] = await connection.query<StoredResponse>(find, [applicationId, userId, key, now])
  return row
}

/** The SQL expressions from which the statement that stores a response takes its values; `$1` is the application. */
interface StoredColumns {
  readonly user: string
  readonly key: string
  readonly now: string
  readonly fingerprint: string
  readonly event: string
  readonly response: string
  /** the common table expression with `event` and `response`; none if they are parameters */
  readonly from?: string
}

/** Returns the part of a writing statement that stores its response with a key, and deletes a few expired keys. */
export function storeResponse({ user, key, now, fingerprint, event, response, from }: StoredColumns): string {
  return `expired as (
      delete from idempotency_key k
      using (
        select user_id, key from idempotency_key
        where application_id = $1 and created <= ${now}::timestamptz - ${retentionSeconds} * interval '1 second'
          and (user_id, key) <> (${user}, ${key})
        order by created limit 4
      ) old
      where k.application_id = $1 and k.user_id = old.user_id and k.key = old.key
    ), stored as (
      insert into idempotency_key (application_id, user_id, key, created, fingerprint, event_id, answer)
      select $1, ${user}, ${key}, ${now}::timestamptz, ${fingerprint}::bytea, entry.event,
        case when u.id is null then entry.response else entry.response #- '{item,owner,name}' end
      from (select ${event}::bigint event, ${response}::jsonb response${from === undefined ? '' : ` from ${from}`}) entry
        left join application_user u on u.application_id = $1 and u.id = entry.response #>> '{item,owner,id}'
      on conflict (application_id, user_id, key) do update
        set created = excluded.created, fingerprint = excluded.fingerprint, event_id = excluded.event_id,
          answer = excluded.answer
    )`
}

const stored = storeResponse({
  user: '$2',
  key: '$3',
  now: '$4',
  fingerprint: '$5',
  event: '$6',
  response: '$7',
})

const store = { name: 'keep-idempotency-key', text: `with ${stored} select` }

/** Returns the statement that stores the response of an accepted write in that write's transaction, and its values. */
export function storeResponseStatement(
  { applicationId, userId, key }: IdempotencyScope,
  now: Instant,
  { fingerprint, eventId, response }: StoredResponse & { readonly eventId: number },
): [statement: Statement, values: readonly unknown[]] {
  const json = response === undefined ? null : JSON.stringify(response)
  return [store, [applicationId, userId, key, now, fingerprint, eventId, json]]
}
