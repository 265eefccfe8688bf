import { randomBytes } from 'node:crypto'
import type { Connection } from '../../store/connection/database.ts'

const find = { name: 'service-secret', text: `select value from service_secret where name = 'session'` }

const insert = {
  name: 'make-service-secret',
  text: `insert into service_secret (name, value) values ('session', $1) on conflict do nothing`,
}

/** Returns the secret that signs session cookies: created once, and shared by all processes on this database. */
export async function sessionSecret(connection: Connection): Promise<string> {
  await connection.query(insert, [randomBytes(32).toString('base64url')])
  const [row] = await connection.query<{ value: string }>(find, [])
  if (row === undefined) throw new Error('the session secret is gone')
  return row.value
}
