import type { Connection } from '../connection/database.ts'

/** A user of an application, as an import finds them. */
export interface ImportUser {
  readonly id: string
  readonly name: string
  readonly email: string | null
  /** whether their personal data was erased */
  readonly erased: boolean
}

const list = {
  name: 'import-users',
  text: `select u.id, u.name, p.email, u.erased_at is not null erased
    from application_user u
    left join person p on p.application_id = u.application_id and p.application_user_id = u.id
    where u.application_id = $1 order by u.id`,
}

/** Lists the users of an application, also blocked and erased ones. */
export async function listImportUsers(connection: Connection, applicationId: string): Promise<ImportUser[]> {
  return connection.query<ImportUser>(list, [applicationId])
}
