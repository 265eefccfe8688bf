import type { Connection } from '../connection/database.ts'

/** A person who signs in with the provider. */
interface OidcPerson {
  readonly id: string
  /** the ID of their user in the application */
  readonly userId: string
}

const byAccount = {
  name: 'person-by-account',
  text: `select p.id, p.application_user_id "userId"
    from person_account a join person p on p.application_id = a.application_id and p.id = a.person_id
    where a.application_id = $1 and a.provider_id = 'oidc' and a.account_id = $2`,
}

/** Returns the person of a provider's account, by issuer and subject. */
export async function findOidcPerson(
  connection: Connection,
  applicationId: string,
  account: string,
): Promise<OidcPerson | undefined> {
  const [person] = await connection.query<OidcPerson>(byAccount, [applicationId, account])
  return person
}

const byEmail = {
  name: 'person-to-join',
  text: `select id, application_user_id "userId",
      exists (
        select from person_account where application_id = $1 and person_id = p.id and provider_id = 'oidc'
      ) "isLinked"
    from person p where application_id = $1 and email = $2`,
}

/** Returns the person with an address, and whether a provider's account is linked to them. */
export async function findPersonByEmail(
  connection: Connection,
  applicationId: string,
  email: string,
): Promise<(OidcPerson & { readonly isLinked: boolean }) | undefined> {
  const [person] = await connection.query<OidcPerson & { readonly isLinked: boolean }>(byEmail, [
    applicationId,
    email,
  ])
  return person
}

const link = {
  name: 'join-account',
  text: `insert into person_account
      (application_id, id, account_id, provider_id, person_id, created_at, updated_at)
    values ($1, gen_random_uuid()::text, $3, 'oidc', $2, now(), now())`,
}

/** Links a provider's account to a person. */
export async function linkOidcAccount(
  connection: Connection,
  applicationId: string,
  personId: string,
  account: string,
): Promise<void> {
  await connection.query(link, [applicationId, personId, account])
}

const insert = {
  name: 'insert-provided-person',
  text: `insert into person (id, name, email, email_verified, created_at, updated_at, application_id, application_user_id)
    values ($1, $2, $3, true, now(), now(), $4, $5)`,
}

/** Creates a person without a password. */
export async function insertOidcPerson(
  connection: Connection,
  applicationId: string,
  { id, name, email, userId }: OidcPerson & { readonly name: string; readonly email: string },
): Promise<void> {
  await connection.query(insert, [id, name, email, applicationId, userId])
}
