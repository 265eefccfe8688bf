import type { Instant } from '../../../contract/instant.ts'
import type { TokenScope } from '../../../contract/token-scope.ts'
import type { Application, CallingToken } from '../../core/caller.ts'
import type { Connection } from '../connection/database.ts'

/** The data of a token; the token itself is not stored. */
export interface ApiToken extends CallingToken {
  /** `null` for a token created before this was recorded */
  readonly created: Instant | null
  /** accurate to the minute; `null` for a token that has not been used since this is recorded */
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

/** Returns the token with this SHA-256 and its application, unless it was revoked; also an expired one. */
export async function findToken(
  connection: Connection,
  hash: Buffer,
): Promise<{ readonly application: Application; readonly token: CallingToken } | undefined> {
  const [row] = await connection.query<FoundToken>(byHash, [hash])
  if (row === undefined) return undefined
  const { id, name, features, token_name, scopes, expires } = row
  return { application: { id, name, features }, token: { name: token_name, scopes, expires } }
}

const used = { name: 'token-used', text: 'select token_used($1, $2)' }

/** Records that a token was used; writes nothing within a minute of the last time. */
export async function recordTokenUse(connection: Connection, hash: Buffer, now: Instant): Promise<void> {
  await connection.query(used, [hash, now])
}

const insert = {
  name: 'insert-api-token',
  text: `insert into api_token (application_id, name, hash, created, scopes, expires)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning name`,
}

/** Stores a token by its hash; `false` if the application has a token with this name. */
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

/** Lists the tokens of an application, including revoked ones. */
export async function listTokens(connection: Connection, applicationId: string): Promise<ApiToken[]> {
  return connection.query<ApiToken>(list, [applicationId])
}

const revoke = {
  name: 'revoke-api-token',
  text: `update api_token set revoked = $3 where application_id = $1 and name = $2 and revoked is null
    returning name`,
}

/** Revokes a token permanently; `false` if there is no active token with this name. */
export async function revokeToken(
  connection: Connection,
  applicationId: string,
  name: string,
  now: Instant,
): Promise<boolean> {
  return (await connection.query(revoke, [applicationId, name, now])).length === 1
}
