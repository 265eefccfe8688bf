import type { Instant } from '../../../contract/instant.ts'
import type { Connection, Statement } from '../connection/database.ts'

/** The key of a write, within an application and a user. */
export interface IdempotencyScope {
  readonly applicationId: string
  readonly userId: string
  readonly key: string
}

/** The stored response of an accepted write. */
export interface StoredAnswer {
  readonly fingerprint: Buffer
  readonly answer: unknown
}

/** Seconds for which a retry gets the first response. Source: contract, "safe retries": 30 days. */
const retentionSeconds = 30 * 24 * 60 * 60

const lock = {
  name: 'lock-idempotency-key',
  text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) locked',
}

/** Claims a key until the end of the transaction; `false` while another transaction holds it. */
export async function claimKey(connection: Connection, scope: IdempotencyScope): Promise<boolean> {
  const name = JSON.stringify([scope.applicationId, scope.userId, scope.key])
  const [row] = await connection.query<{ locked: boolean }>(lock, [name])
  return row?.locked === true
}

const find = {
  name: 'idempotency-key',
  text: `select k.fingerprint, case when u.id is null or k.answer #> '{item,owner,name}' is not null then k.answer
      else jsonb_set(k.answer, '{item,owner,name}', to_jsonb(u.name)) end answer
    from idempotency_key k
      left join application_user u on u.application_id = k.application_id and u.id = k.answer #>> '{item,owner,id}'
    where k.application_id = $1 and k.user_id = $2 and k.key = $3
      and k.created > $4::timestamptz - ${retentionSeconds} * interval '1 second'`,
}

/** Returns the response that was stored with a key, unless it has expired. */
export async function findAnswer(
  connection: Connection,
  { applicationId, userId, key }: IdempotencyScope,
  now: Instant,
): Promise<StoredAnswer | undefined> {
  const [row] = await connection.query<StoredAnswer>(find, [applicationId, userId, key, now])
  return row
}

/** The SQL expressions from which the statement that stores a response takes its values; `$1` is the application. */
interface StoredColumns {
  readonly user: string
  readonly key: string
  readonly now: string
  readonly fingerprint: string
  readonly event: string
  readonly answer: string
  /** the common table expression with `event` and `answer`; none if they are parameters */
  readonly from?: string
}

/** Returns the part of a writing statement that stores its response with a key, and deletes a few expired keys. */
export function storeResponse({ user, key, now, fingerprint, event, answer, from }: StoredColumns): string {
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
      select $1, ${user}, ${key}, ${now}::timestamptz, ${fingerprint}::bytea, response.event,
        case when u.id is null then response.answer else response.answer #- '{item,owner,name}' end
      from (select ${event}::bigint event, ${answer}::jsonb answer${from === undefined ? '' : ` from ${from}`}) response
        left join application_user u on u.application_id = $1 and u.id = response.answer #>> '{item,owner,id}'
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
  answer: '$7',
})

const keep = { name: 'keep-idempotency-key', text: `with ${stored} select` }

/** Returns the statement that stores the response of an accepted write in that write's transaction, and its values. */
export function keepAnswer(
  { applicationId, userId, key }: IdempotencyScope,
  now: Instant,
  { fingerprint, eventId, answer }: StoredAnswer & { readonly eventId: number },
): [statement: Statement, values: readonly unknown[]] {
  const json = answer === undefined ? null : JSON.stringify(answer)
  return [keep, [applicationId, userId, key, now, fingerprint, eventId, json]]
}
