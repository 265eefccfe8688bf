import type { Instant } from '../../contract/instant.ts'
import type { Connection } from './database.ts'

/** A token as it can be shown: the token itself is stored nowhere. */
export interface ApiToken {
  readonly name: string
  /** `null` for one that is older than this record */
  readonly created: Instant | null
  readonly revoked: Instant | null
}

const insert = {
  name: 'insert-api-token',
  text: `insert into api_token (application_id, name, hash, created) values ($1, $2, $3, $4)
    on conflict do nothing returning name`,
}

/** Stores a token by its hash; `false` where the application has a token of this name. */
export async function insertToken(
  connection: Connection,
  applicationId: string,
  now: Instant,
  { name, hash }: { readonly name: string; readonly hash: Buffer },
): Promise<boolean> {
  return (await connection.query(insert, [applicationId, name, hash, now])).length === 1
}

const list = {
  name: 'api-tokens',
  text: `select name, created, revoked from api_token where application_id = $1
    order by created nulls first, name`,
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
