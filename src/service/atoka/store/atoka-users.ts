import type { Connection } from '../../store/connection/database.ts'

/** Somebody of an application, and the `appUserId` that Atoka knows them by. */
export interface AtokaUser {
  readonly id: string
  readonly name: string
  /** `null` where that is their own id */
  readonly atokaUserId: string | null
}

const everybody = {
  name: 'atoka-users',
  text: `select id, name, atoka_user_id "atokaUserId" from application_user where application_id = $1 order by name, id`,
}

/** All people of an application, by name, those who are blocked or erased too: they own what they wrote. */
export async function listAtokaUsers(connection: Connection, applicationId: string): Promise<AtokaUser[]> {
  return connection.query<AtokaUser>(everybody, [applicationId])
}

const mapped = {
  name: 'mapped-atoka-users',
  text: `select id, atoka_user_id "atokaUserId" from application_user
    where application_id = $1 and atoka_user_id is not null`,
}

/** Those of an application whom Atoka knows by another id than their own. */
export async function listMappings(
  connection: Connection,
  applicationId: string,
): Promise<{ id: string; atokaUserId: string }[]> {
  return connection.query(mapped, [applicationId])
}

// somebody who is invited will be a user with that id
const others = {
  name: 'atoka-user-taken',
  text: `select id from application_user where application_id = $1 and id <> $2 and coalesce(atoka_user_id, id) = $3
    union all
    select id from invitation where application_id = $1 and id = $3`,
}

/** Who else is, or was asked to become, `atokaUserId` in front of Atoka; `undefined` for nobody. */
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
 * Says by which `appUserId` Atoka knows somebody; their own id is no mapping. `false` where there is no such person; throws
 * where somebody else is that one (`findOtherAtokaUser`).
 */
export async function mapAtokaUser(
  connection: Connection,
  applicationId: string,
  { id, atokaUserId }: { readonly id: string; readonly atokaUserId: string },
): Promise<boolean> {
  return (await connection.query(write, [applicationId, id, atokaUserId])).length === 1
}
