import type { Instant } from '../../../contract/instant.ts'
import type { LinkedPerson } from '../../../contract/person.ts'
import type { Role } from '../../../contract/user.ts'
import type { Connection } from '../connection/database.ts'
import { endSessionsOfUser, lockSignIn } from './person-sessions.ts'

/** An invited person, and their link. */
export interface Invitation {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** The stored part of a link. */
export interface StoredLink {
  /** the SHA-256 of its token */
  readonly hash: Buffer
  readonly expires: Instant
}

const invite = {
  name: 'insert-invitation',
  text: `insert into invitation (application_id, id, name, email, role, hash, expires)
    values ($1, $2, $3, $4, $5, $6, $7)`,
}

/** Creates an invitation. */
export async function insertInvitation(
  connection: Connection,
  applicationId: string,
  { id, name, email, role }: Invitation,
  { hash, expires }: StoredLink,
): Promise<void> {
  await connection.query(invite, [applicationId, id, name, email, role, hash, expires])
}

const renew = {
  name: 'renew-invitation',
  text: 'update invitation set hash = $3, expires = $4 where application_id = $1 and id = $2',
}

/** Replaces the link of an invitation; the previous one becomes invalid. */
export async function renewInvitation(
  connection: Connection,
  applicationId: string,
  id: string,
  { hash, expires }: StoredLink,
): Promise<void> {
  await connection.query(renew, [applicationId, id, hash, expires])
}

const changeInvited = {
  name: 'change-invitation',
  text: 'update invitation set role = $3 where application_id = $1 and id = $2',
}

/** Sets the role of an invited person. */
export async function writeInvitedRole(
  connection: Connection,
  applicationId: string,
  { id, role }: Pick<Invitation, 'id' | 'role'>,
): Promise<void> {
  await connection.query(changeInvited, [applicationId, id, role])
}

const withdraw = {
  name: 'delete-invitation',
  text: 'delete from invitation where application_id = $1 and id = $2 returning id',
}

/** Deletes an invitation; `false` if there is none. */
export async function deleteInvitation(
  connection: Connection,
  applicationId: string,
  id: string,
): Promise<boolean> {
  return (await connection.query(withdraw, [applicationId, id])).length === 1
}

const reset = {
  name: 'insert-password-reset',
  text: `insert into password_reset (application_id, application_user_id, hash, expires) values ($1, $2, $3, $4)
    on conflict (application_id, application_user_id) do update set hash = excluded.hash, expires = excluded.expires`,
}

/** Creates a link for a new password; the previous one becomes invalid. */
export async function insertReset(
  connection: Connection,
  applicationId: string,
  id: string,
  { hash, expires }: StoredLink,
): Promise<void> {
  await connection.query(reset, [applicationId, id, hash, expires])
}

const forgetReset = {
  name: 'delete-password-reset',
  text: 'delete from password_reset where application_id = $1 and application_user_id = $2',
}

/** Removes all current access of a user: their sessions, and a link for a new password. */
export async function endAccess(connection: Connection, applicationId: string, id: string): Promise<void> {
  await lockSignIn(connection, applicationId, id)
  await endSessionsOfUser(connection, applicationId, id)
  await deleteReset(connection, applicationId, id)
}

/** Deletes a person's link for a new password. */
export async function deleteReset(connection: Connection, applicationId: string, id: string): Promise<void> {
  await connection.query(forgetReset, [applicationId, id])
}

const applicationOfLink = { name: 'application-of-link', text: 'select application_of_link($1) id' }

/** Returns the ID of the application of a link, valid or not. */
export async function findApplicationOfLink(
  connection: Connection,
  hash: Buffer,
): Promise<string | undefined> {
  const [row] = await connection.query<{ id: string | null }>(applicationOfLink, [hash])
  return row?.id ?? undefined
}

const link = {
  name: 'person-of-link',
  text: `select 'invitation' kind, i.name, i.email, a.name application, i.expires
    from invitation i join application a on a.id = i.application_id
    where i.application_id = $1 and i.hash = $2 and i.expires > $3
    union all
    select 'reset', u.name, p.email, a.name, r.expires
    from password_reset r
    join application a on a.id = r.application_id
    join application_user u on u.application_id = r.application_id and u.id = r.application_user_id
    join person p on p.application_id = r.application_id and p.application_user_id = r.application_user_id
    where r.application_id = $1 and r.hash = $2 and r.expires > $3`,
}

/** Returns the person of a link while it is valid. */
export async function findLinkedPerson(
  connection: Connection,
  applicationId: string,
  hash: Buffer,
  now: Instant,
): Promise<LinkedPerson | undefined> {
  const [person] = await connection.query<LinkedPerson>(link, [applicationId, hash, now])
  return person
}

const takeInvitation = {
  name: 'take-invitation',
  text: `delete from invitation where application_id = $1 and hash = $2 and expires > $3
    returning id, name, email, role`,
}

/** Consumes an invitation, so that only one of two concurrent requests succeeds. */
export async function consumeInvitation(
  connection: Connection,
  applicationId: string,
  hash: Buffer,
  now: Instant,
): Promise<Invitation | undefined> {
  const [invitation] = await connection.query<Invitation>(takeInvitation, [applicationId, hash, now])
  return invitation
}

const takeEmail = {
  name: 'take-invitation-by-email',
  text: `delete from invitation where application_id = $1 and email = $2 returning id, name, email, role`,
}

/** Consumes the invitation of an address, for a person who has proved otherwise that it is theirs. */
export async function consumeInvitationByEmail(
  connection: Connection,
  applicationId: string,
  email: string,
): Promise<Invitation | undefined> {
  const [invitation] = await connection.query<Invitation>(takeEmail, [applicationId, email])
  return invitation
}

const lockReset = {
  name: 'lock-person-of-reset',
  text: `select p.id, p.application_user_id "userId"
    from password_reset r
    join person p on p.application_id = r.application_id and p.application_user_id = r.application_user_id
    where r.application_id = $1 and r.hash = $2
    for no key update of p`,
}

const takeReset = {
  name: 'take-password-reset',
  text: `delete from password_reset where application_id = $1 and hash = $2 and expires > $3
    returning application_user_id`,
}

/** Consumes a link for a new password; returns its person. */
export async function consumePasswordReset(
  connection: Connection,
  applicationId: string,
  hash: Buffer,
  now: Instant,
): Promise<{ id: string; userId: string } | undefined> {
  const [person] = await connection.query<{ id: string; userId: string }>(lockReset, [applicationId, hash])
  const taken = await connection.query(takeReset, [applicationId, hash, now])
  return taken.length > 0 ? person : undefined
}
