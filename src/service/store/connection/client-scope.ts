import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg'

/** The role of the service's statements, and the schema with its tables. */
export interface ServiceRole {
  readonly name: string
  readonly schema: string
}

type Setting = readonly [name: string, value: string]

/**
 * Limits of each session of the service. A paused process keeps its open transaction, and with it the lock on its
 * application's row: PostgreSQL ends that transaction before the sessions that wait for the lock time out. Migrations and
 * administration do not use the service's role and have no limits.
 */
const limits: readonly Setting[] = [
  ['idle_in_transaction_session_timeout', '4s'],
  ['lock_timeout', '6s'],
  ['statement_timeout', '30s'],
]

function settingsOf({ name, schema }: ServiceRole): Setting[] {
  // the schema is explicit, because a search path may contain the name of the role for which it is read
  return [
    ['search_path', escapeIdentifier(schema)],
    ['role', name],
    // for most statements a custom plan costs more than it saves: 2.4 ms of CPU for an empty `sync`, 0.3 with a
    // generic plan; no statement of the service needs another plan for other values
    ['plan_cache_mode', 'force_generic_plan'],
    ...limits,
  ]
}

/**
 * Makes PostgreSQL cancel a statement within a second of losing its client, because the connection was closed or the
 * process ended. A server on Windows cannot do this, and rejects the setting.
 */
const cancelForLostClient = (local: boolean) =>
  `case current_setting('dynamic_shared_memory_type') when 'windows' then null
    else set_config('client_connection_check_interval', '1s', ${local}) end`

function setSessionVariables(settings: readonly Setting[], { local }: { readonly local: boolean }): string {
  const assignments = settings.map(
    ([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, ${local})`,
  )
  return `select ${assignments.join(', ')}`
}

/** Sets the service's role in the session of a new connection. */
export async function setRole(client: ClientBase, role: ServiceRole): Promise<void> {
  await client.query(
    `${setSessionVariables(settingsOf(role), { local: false })}, ${cancelForLostClient(false)}`,
  )
}

/**
 * Sets the application whose rows row level security shows on a connection, `''` for none. The setting is only sent
 * if it changes, so that a single application costs nothing.
 */
export function createClientScope() {
  const currentApplications = new WeakMap<ClientBase, string>()
  return async (client: ClientBase, applicationId: string): Promise<void> => {
    if ((currentApplications.get(client) ?? '') === applicationId) return
    await client.query(setSessionVariables([applicationSetting(applicationId)], { local: false }))
    currentApplications.set(client, applicationId)
  }
}

/** Returns the beginning of a transaction on a connection without session state: it sets role and application. */
export function beginInRole(begin: string, role: ServiceRole, applicationId: string): string {
  const settings = setSessionVariables([...settingsOf(role), applicationSetting(applicationId)], {
    local: true,
  })
  return `${begin}; ${settings}, ${cancelForLostClient(true)}`
}

function applicationSetting(applicationId: string): Setting {
  return ['leadline.application', applicationId]
}
