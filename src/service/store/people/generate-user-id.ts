import type { Connection } from '../connection/database.ts'

const ids = {
  name: 'person-ids',
  // a user with the Atoka ID of another one would be that user in Atoka
  text: `select id from application_user where application_id = $1 and (id = $2 or id like $2 || '-%')
    union all
    select atoka_user_id from application_user
    where application_id = $1 and (atoka_user_id = $2 or atoka_user_id like $2 || '-%')
    union all
    select id from invitation where application_id = $1 and (id = $2 or id like $2 || '-%')`,
}

/** Generates an unused, readable ID, such as `giulia-rossi`: API clients send it as `appUserId`. */
export async function generateUserId(
  connection: Connection,
  applicationId: string,
  name: string,
): Promise<string> {
  const base = idFrom(name)
  const rows = await connection.query<{ id: string }>(ids, [applicationId, base])
  const taken = new Set(rows.map(({ id }) => id))
  let id = base
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`
  return id
}

function idFrom(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const id = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return id === '' ? 'person' : id
}
