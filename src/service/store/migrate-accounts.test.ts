import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { run } from '../../testing/postgres.ts'
import { findToken } from './api-tokens.ts'
import { openDatabase, type Database } from './database.ts'
import { hashToken } from './hash-token.ts'
import { migrate, migrations } from './migrate.ts'

/*
 * A database as version 0.2.0 left it, with people, sessions and tokens of two applications, is migrated: nothing that
 * is stored is lost, and who could sign in still can.
 */
const server = inject('postgres')
const name = `test_${randomBytes(6).toString('hex')}`
let owner: Database

beforeAll(async () => {
  await run(server, `create database ${name}`)
  owner = openDatabase({ connection: { ...server, database: name }, connections: 2 })
  await migrate(owner.pool, { files: migrations.filter((one) => one.name < '0020') })
  await owner.pool.query(`
    insert into application (id, name, status_collection_id) values ('acme', 'Acme', 'one'), ('other', 'Other', 'two');
    insert into application_user (application_id, id, name, role)
      values ('acme', 'giulia', 'Giulia', 'rep'), ('acme', 'marco', 'Marco', 'manager'), ('other', 'olga', 'Olga', 'manager')`)
  await owner.pool.query(
    `insert into api_token (application_id, hash, name, scopes)
      values ('acme', $1, 'all', '{read,write,sync}'), ('other', $2, 'copy', '{sync}')`,
    [hashToken('all-token'), hashToken('copy-token')],
  )
  await migrate(owner.pool)
})

afterAll(async () => {
  await owner.close()
  await run(server, `drop database ${name} with (force)`)
})

it('keeps every token with the scopes that it had, none of them that of personal data', async () => {
  expect((await findToken(owner, hashToken('all-token')))?.token.scopes).toEqual(['read', 'write', 'sync'])
  expect((await findToken(owner, hashToken('copy-token')))?.token.scopes).toEqual(['sync'])
})
