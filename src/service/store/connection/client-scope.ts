import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg'

/** The role that the service's statements run in, and the schema that has its tables. */
export interface ServiceRole {
  readonly name: string
  readonly schema: string
}

type Setting = readonly [name: string, value: string]

/**
 * Limits of each session of the service. A process that is paused keeps its open transaction, and with it the lock on its
 * application's row: PostgreSQL ends that transaction before those who wait for the lock give up. Migrations and
 * administration work without the service's role and have no limits.
 */
const limits: readonly Setting[] = [
  ['idle_in_transaction_session_timeout', '4s'],
  ['lock_timeout', '6s'],
  ['statement_timeout', '30s'],
]

function settingsOf({ name, schema }: ServiceRole): Setting[] {
  // the schema is said, for a search path may hold the name of the role that it is read in
  return [
    ['search_path', escapeIdentifier(schema)],
    ['role', name],
    // for most statements a plan for the values at hand costs more than it saves: 2.4 ms of CPU for an empty `sync`, 0.3
    // with a generic plan; no statement of the service needs another plan for other values
    ['plan_cache_mode', 'force_generic_plan'],
    ...limits,
  ]
}

/**
 * Has PostgreSQL cancel a statement within a second of losing its client: one that was cut off, or whose process ended. A
 * server on Windows cannot, and rejects the setting.
 */
const cancelForLostClient = (local: boolean) =>
  `case current_setting('dynamic_shared_memory_type') when 'windows' then null
    else set_config('client_connection_check_interval', '1s', ${local}) end`

function setSessionVariables(settings: readonly Setting[], { local }: { readonly local: boolean }): string {
  const told = settings.map(
    ([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, ${local})`,
  )
  return `select ${told.join(', ')}`
}

/** Makes a new connection's session one of the service's role. */
export async function setRole(client: ClientBase, role: ServiceRole): Promise<void> {
  await client.query(
    `${setSessionVariables(settingsOf(role), { local: false })}, ${cancelForLostClient(false)}`,
  )
}

/**
 * Tells a connection the application whose rows row level security lets through, `''` for none: only where that is
 * another one than before, so that a single application costs nothing.
 */
export function createClientScope() {
  const known = new WeakMap<ClientBase, string>()
  return async (client: ClientBase, applicationId: string): Promise<void> => {
    if ((known.get(client) ?? '') === applicationId) return
    await client.query(setSessionVariables([applicationSetting(applicationId)], { local: false }))
    known.set(client, applicationId)
  }
}

/** The beginning of a transaction on a connection that keeps nothing of a session: role and application are in it. */
export function beginInRole(begin: string, role: ServiceRole, applicationId: string): string {
  const settings = setSessionVariables([...settingsOf(role), applicationSetting(applicationId)], {
    local: true,
  })
  return `${begin}; ${settings}, ${cancelForLostClient(true)}`
}

function applicationSetting(applicationId: string): Setting {
  return ['leadline.application', applicationId]
}
