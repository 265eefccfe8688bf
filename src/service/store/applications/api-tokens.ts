import type { Instant } from '../../../contract/instant.ts'
import type { TokenScope } from '../../../contract/token-scope.ts'
import type { Application, CallingToken } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'

/** A token as it can be shown: the token itself is stored nowhere. */
export interface ApiToken extends CallingToken {
  /** `null` for one that is older than this record */
  readonly created: Instant | null
  /** to the minute; `null` for one that was never used, or not since this is recorded */
  readonly lastUsed: Instant | null
  readonly revoked: Instant | null
}

const byHash = {
  name: 'application-by-token-hash',
  text: 'select id, name, features, token_name, scopes, expires from application_of_token($1)',
}

interface FoundToken extends Application {
  readonly token_name: string
  readonly scopes: readonly TokenScope[]
  readonly expires: Instant | null
}

/** The token of this SHA-256 and its application, unless it was revoked; one that expired is found. */
export async function findToken(
  connection: Connection,
  hash: Buffer,
): Promise<{ readonly application: Application; readonly token: CallingToken } | undefined> {
  const [found] = await connection.query<FoundToken>(byHash, [hash])
  if (found === undefined) return undefined
  const { id, name, features, token_name, scopes, expires } = found
  return { application: { id, name, features }, token: { name: token_name, scopes, expires } }
}

const used = { name: 'token-used', text: 'select token_used($1, $2)' }

/** Records that a token was used; within a minute of the last time nothing is written. */
export async function recordTokenUse(connection: Connection, hash: Buffer, now: Instant): Promise<void> {
  await connection.query(used, [hash, now])
}

const insert = {
  name: 'insert-api-token',
  text: `insert into api_token (application_id, name, hash, created, scopes, expires)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning name`,
}

/** Stores a token by its hash; `false` where the application has a token of this name. */
export async function insertToken(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { name, hash, scopes, expires }: CallingToken & { readonly hash: Buffer },
): Promise<boolean> {
  return (await connection.query(insert, [applicationId, name, hash, now, scopes, expires])).length === 1
}

const list = {
  name: 'api-tokens',
  text: `select name, scopes, created, expires, last_used "lastUsed", revoked from api_token
    where application_id = $1 order by created nulls first, name`,
}

/** The tokens of an application, revoked ones too. */
export async function listTokens(connection: Connection, applicationId: string): Promise<ApiToken[]> {
  return connection.query<ApiToken>(list, [applicationId])
}

const revoke = {
  name: 'revoke-api-token',
  text: `update api_token set revoked = $3 where application_id = $1 and name = $2 and revoked is null
    returning name`,
}

/** Revokes a token for good; `false` where no token of this name is in force. */
export async function revokeToken(
  connection: Connection,
  applicationId: string,
  name: string,
  now: Instant,
): Promise<boolean> {
  return (await connection.query(revoke, [applicationId, name, now])).length === 1
}
