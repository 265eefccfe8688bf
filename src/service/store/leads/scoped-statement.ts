import type { Connection, Statement } from '../connection/database.ts'

/** A statement about all of an application, and one with the same columns about one user, who is its last value. */
export interface ScopedStatement {
  readonly all: Statement
  readonly one: Statement
}

/** Runs the statement about a user; without a user, the one about all. */
export async function readScoped<Row extends object>(
  connection: Connection,
  { all, one }: ScopedStatement,
  values: readonly unknown[],
  user: string | undefined,
): Promise<Row[]> {
  return user === undefined ? connection.query(all, values) : connection.query(one, [...values, user])
}

/** Creates both statements from one text; `placeholder` is that of the user, whose condition begins with `and`. */
export function scopedStatement(
  name: string,
  placeholder: string,
  text: (condition: (column: string) => string) => string,
): ScopedStatement {
  return {
    all: { name, text: text(() => '') },
    one: { name: `${name}-of-user`, text: text((column) => `and ${column} = ${placeholder}`) },
  }
}
