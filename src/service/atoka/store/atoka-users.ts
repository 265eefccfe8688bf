import type { Connection } from '../../store/connection/database.ts'

/** A user of an application, and their `appUserId` in Atoka. */
export interface AtokaUser {
  readonly id: string
  readonly name: string
  /** `null` if it is the same ID */
  readonly atokaUserId: string | null
}

const allUsers = {
  name: 'atoka-users',
  text: `select id, name, atoka_user_id "atokaUserId" from application_user where application_id = $1 order by name, id`,
}

/** Lists all users of an application by name, including blocked and erased ones, because they own events. */
export async function listAtokaUsers(connection: Connection, applicationId: string): Promise<AtokaUser[]> {
  return connection.query<AtokaUser>(allUsers, [applicationId])
}

const mapped = {
  name: 'mapped-atoka-users',
  text: `select id, atoka_user_id "atokaUserId" from application_user
    where application_id = $1 and atoka_user_id is not null`,
}

/** Lists the users of an application with another ID in Atoka. */
export async function listMappings(
  connection: Connection,
  applicationId: string,
): Promise<{ id: string; atokaUserId: string }[]> {
  return connection.query(mapped, [applicationId])
}

// an invited person will be a user with that ID
const others = {
  name: 'atoka-user-taken',
  text: `select id from application_user where application_id = $1 and id <> $2 and coalesce(atoka_user_id, id) = $3
    union all
    select id from invitation where application_id = $1 and id = $3`,
}

/** Returns another user who is, or is invited as, `atokaUserId` in Atoka; `undefined` if there is none. */
export async function findOtherAtokaUser(
  connection: Connection,
  applicationId: string,
  { id, atokaUserId }: { readonly id: string; readonly atokaUserId: string },
): Promise<string | undefined> {
  const [other] = await connection.query<{ id: string }>(others, [applicationId, id, atokaUserId])
  return other?.id
}

const write = {
  name: 'map-atoka-user',
  text: `update application_user set atoka_user_id = nullif($3, id) where application_id = $1 and id = $2 returning id`,
}

/**
 * Sets a user's `appUserId` in Atoka; their own ID removes the mapping. `false` if there is no such user; throws if
 * another user has that ID (`findOtherAtokaUser`).
 */
export async function mapAtokaUser(
  connection: Connection,
  applicationId: string,
  { id, atokaUserId }: { readonly id: string; readonly atokaUserId: string },
): Promise<boolean> {
  return (await connection.query(write, [applicationId, id, atokaUserId])).length === 1
}
