import type { Connection } from '../connection/database.ts'

const ids = {
  name: 'person-ids',
  // whoever had the id that another is known by in front of Atoka would be that other there
  text: `select id from application_user where application_id = $1 and (id = $2 or id like $2 || '-%')
    union all
    select atoka_user_id from application_user
    where application_id = $1 and (atoka_user_id = $2 or atoka_user_id like $2 || '-%')
    union all
    select id from invitation where application_id = $1 and (id = $2 or id like $2 || '-%')`,
}

/** An id that nobody has, and that can be read, such as `giulia-rossi`: API clients send it as `appUserId`. */
export async function generateUserId(
  connection: Connection,
  applicationId: string,
  name: string,
): Promise<string> {
  const wanted = idFrom(name)
  const rows = await connection.query<{ id: string }>(ids, [applicationId, wanted])
  const taken = new Set(rows.map(({ id }) => id))
  let id = wanted
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`
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
