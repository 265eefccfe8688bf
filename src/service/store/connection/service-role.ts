import { DatabaseError, escapeIdentifier, escapeLiteral, type ClientBase } from 'pg'
import { StartupError } from '../../core/startup-error.ts'
import type { ServiceRole } from './client-scope.ts'

/** The same role for all databases of a server, because roles belong to the server. */
export const serviceRoleName = 'leadline_service'

const name = serviceRoleName

/** The login of the service, if it is not the owner of the tables. */
export interface ServiceLogin {
  /** the role itself, or a user that becomes a member of it */
  readonly user: string
  /** the password of the role; a user already has one */
  readonly password?: string | undefined
}

/*
 * The privileges that the service needs, and no others: it cannot change tables, and reads neither tokens nor secrets
 * (application_of_token returns the application of a token, token_used records its use, change_times and ended_sessions serve
 * the streams of changes). Rows of events, leads, people and
 * keys are limited to one application at a time: 0009-row-level-security.sql.
 */
const grants = `
  grant select on access_change, application, application_user, invitation, password_reset, lead_status, lead, lead_event, lead_event_change, idempotency_key,
    change_mark, searchable_event, lead_key, audit_entry, person, person_session, person_account to ${name};
  grant insert on audit_entry, lead, lead_key, lead_event, lead_event_change, idempotency_key, change_mark, application_user, invitation,
    password_reset, person, person_session, person_account to ${name};
  grant update on lead, lead_event, idempotency_key, change_mark, invitation, password_reset,
    person, person_session, person_account to ${name};
  grant update (role, blocked, last_seen, name, erased_at, erased_by, atoka_user_id) on application_user to ${name};
  grant update (note_before, note_after, erased) on lead_event_change to ${name};
  grant select (application_id, lead, note, lead_name), update (note, lead_name) on event_import_line to ${name};
  grant update (last_update_time, last_event_id, changes, superseded) on application to ${name};
  grant select, insert, update, delete on import_job to ${name};
  grant select, insert, delete on import_job_part to ${name};
  grant delete on lead_key, idempotency_key, invitation, password_reset, person, person_session to ${name};
  grant select, insert, update on atoka_lead to ${name};
  grant select, insert, update, delete on atoka_attempt to ${name};
  grant execute on function application_of_token, token_used, application_of_link, application_of_session, applications_of_email,
    applications_with_imports, change_times, ended_sessions, forget_samples, remove_expired_audit to ${name};`

const createRole = `do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then create role ${name} nologin; end if;
    if not pg_has_role(current_user, '${name}', 'member') then grant ${name} to current_user; end if;
  end $$`

const findGrants = `select current_schema() schema,
  has_function_privilege('${name}', 'application_of_token(bytea)', 'execute') granted`

/** The SQLSTATE of a missing privilege. */
export const insufficientPrivilege = '42501'

/**
 * Creates the role of the service if it does not exist, and grants its privileges if the tables have changed or it has none:
 * a dump contains no roles. Throws a `StartupError` if the database's user lacks a privilege.
 */
export async function prepareServiceRole(
  client: ClientBase,
  { tablesChanged, login }: { readonly tablesChanged: boolean; readonly login: ServiceLogin | undefined },
): Promise<ServiceRole> {
  try {
    await client.query(createRole)
    await rejectBypass(client, name)
    if (login !== undefined) await allowLogin(client, login)
    const { rows } = await client.query<{ schema: string; granted: boolean }>(findGrants)
    const [{ schema, granted } = { schema: 'public', granted: false }] = rows
    if (tablesChanged || !granted) {
      await client.query(`grant usage on schema ${escapeIdentifier(schema)} to ${name}; ${grants}`)
    }
    return { name, schema }
  } catch (error) {
    if (error instanceof DatabaseError && error.code === insufficientPrivilege) {
      throw new StartupError(
        `Leadline runs its statements in the role ${name}, which the user in DATABASE_URL may not create or be granted. Ask a database administrator to run: create role ${name}; grant ${name} to that user.`,
      )
    }
    throw error
  }
}

const findBypass = `select from pg_roles r join pg_roles other on pg_has_role(r.oid, other.oid, 'member')
  where r.rolname = $1 and (other.rolsuper or other.rolbypassrls) limit 1`

/**
 * Throws a `StartupError` for a role that can bypass the policies, and so read the rows of every application: by an attribute
 * of its own or of a role that it is a member of.
 */
async function rejectBypass(client: ClientBase, role: string): Promise<void> {
  const { rowCount } = await client.query(findBypass, [role])
  if (rowCount === 0) return
  throw new StartupError(
    `The role ${role} can bypass row level security, which keeps applications apart. Ask a database administrator to remove SUPERUSER and BYPASSRLS from it and from the roles that it is a member of.`,
  )
}

const findUser = `select r.rolcanlogin "canLogin", r.rolsuper or pg_has_role(r.oid, current_user, 'member') "isOwner",
    pg_has_role(r.oid, '${name}', 'member') "isMember"
  from pg_roles r where r.rolname = $1`

/** Lets the service log in as the role, or as a user that owns nothing and becomes a member. Throws a `StartupError` for an owner. */
async function allowLogin(client: ClientBase, { user, password }: ServiceLogin): Promise<void> {
  const { rows } = await client.query<{ canLogin: boolean; isOwner: boolean; isMember: boolean }>(findUser, [
    user,
  ])
  const [found] = rows
  // the server reports a user that does not exist when the service connects
  if (found === undefined) return
  if (found.isOwner) {
    throw new StartupError(
      `The user ${user} in DATABASE_URL is the owner of Leadline's tables or a superuser: name one that owns nothing, or remove DATABASE_MIGRATION_URL.`,
    )
  }
  await rejectBypass(client, user)
  if (user !== name && !found.isMember) await client.query(`grant ${name} to ${escapeIdentifier(user)}`)
  if (user === name && !found.canLogin) {
    const secret = password === undefined ? '' : ` password ${escapeLiteral(password)}`
    await client.query(`alter role ${name} login${secret}`)
  }
}
