import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, inject, it, onTestFinished } from 'vitest'
import { run } from '../../../testing/postgres.ts'
import { start } from '../../composition/start.ts'
import { openDatabase, type Database } from './database.ts'
import { migrate } from '../migrate.ts'
import { prepareServiceRole } from './service-role.ts'

const server = inject('postgres')
let owner: string
let database: Database

// a user who owns a database and has no other privilege, as on a hosted PostgreSQL
beforeEach(async () => {
  owner = `owner_${randomBytes(6).toString('hex')}`
  await run(server, `create role ${owner} login password 'secret'`)
  await run(server, `create database ${owner} owner ${owner}`)
  database = openDatabase({ connection: { ...server, user: owner, password: 'secret', database: owner } })
})

afterEach(async () => {
  await database.close()
  await run(server, `drop database ${owner} with (force)`)
  await run(server, `drop role ${owner}`)
})

it('states what an administrator must do if the user may not set the role, and leaves nothing incomplete', async () => {
  await expect(migrate(database.pool)).rejects.toThrow(
    /Ask a database administrator to run: create role leadline_service; grant leadline_service to/,
  )
  const tables = await database.query(
    { name: 'tables', text: `select from pg_class where relname = 'lead'` },
    [],
  )
  expect(tables).toEqual([])
})

it('works for a user without superuser privileges once that is done, with tables in their own schema', async () => {
  await run(server, `grant leadline_service to ${owner}`)
  await database.query({ name: 'own', text: `create schema authorization ${owner}` }, [])
  const role = await migrate(database.pool)
  expect(role).toEqual({ name: 'leadline_service', schema: owner })
  const { options } = database.pool
  const service = openDatabase({ connection: { ...options, password: 'secret' }, role })
  const query = { name: 'asked', text: 'select current_user as role, (select count(*) from lead) leads' }
  expect(await service.of('acme').query(query, [])).toEqual([{ role: 'leadline_service', leads: 0 }])
  await service.close()
})

it('grants the role the privileges that a restored dump does not contain', async () => {
  await run(server, `grant leadline_service to ${owner}`)
  await migrate(database.pool)
  await database.query(
    { name: 'lose-all', text: 'revoke all on all tables in schema public from leadline_service' },
    [],
  )
  await database.query(
    { name: 'lose-token', text: 'revoke all on function application_of_token from leadline_service' },
    [],
  )
  const role = await migrate(database.pool)
  const { options } = database.pool
  const service = openDatabase({ connection: { ...options, password: 'secret' }, role })
  expect(await service.of('acme').query({ name: 'leads', text: 'select id from lead' }, [])).toEqual([])
  await service.close()
})

it('states which privilege is missing if the database has another owner', async () => {
  await run(server, `grant leadline_service to ${owner}`)
  await run(server, `alter database ${owner} owner to ${server.user}`)
  await expect(migrate(database.pool)).rejects.toThrow(
    /^The user in DATABASE_URL lacks a privilege \(permission denied for schema public\)\. Ask a database administrator/,
  )
  await run(server, `alter database ${owner} owner to ${owner}`)
  await migrate(database.pool)
  await run({ ...server, database: owner }, `reassign owned by ${owner} to ${server.user}`)
  await expect(migrate(database.pool)).rejects.toThrow(
    /^The user in DATABASE_URL lacks a privilege \(permission denied for /,
  )
})

it('reports in one sentence that the database is read-only', async () => {
  await run(server, `alter database ${owner} set default_transaction_read_only to on`)
  const connection = { ...server, user: owner, password: 'secret', database: owner }
  await expect(start({ connection, loopback: true, report: () => undefined })).rejects.toThrow(
    /^Cannot connect to the database embedded \(cannot execute CREATE TABLE in a read-only transaction\)/,
  )
})

it('connects as a user that owns nothing, and that no statement can turn into the owner', async () => {
  const app = `app_${randomBytes(6).toString('hex')}`
  await run(server, `create role ${app} login password 'secret'`)
  onTestFinished(async () => run(server, `drop role ${app}`))
  await run(server, `grant leadline_service to ${owner}, ${app}`)
  const ownerConnection = { ...server, user: owner, password: 'secret', database: owner }
  const connection = { ...ownerConnection, user: app }
  const options = { connection, owner: ownerConnection, loopback: true, report: () => undefined }
  const started = await start({ ...options, login: { user: app } })
  expect((await started.service(new Request('http://localhost/session'))).status).toBe(200)
  const role = await migrate(database.pool)
  const service = openDatabase({ connection, role, connections: 1 })
  const { pool } = service
  for (const undo of ['reset role', `select set_config('role', 'none', false)`]) {
    await pool.query(undo)
    expect((await pool.query('select session_user who')).rows).toEqual([{ who: app }])
    for (const text of ['select * from api_token', 'select * from service_secret', 'drop table lead'])
      await expect(pool.query(text)).rejects.toThrow(/permission denied|must be owner/)
    expect((await pool.query('select * from person')).rows).toEqual([])
    await expect(pool.query(`set role ${owner}`)).rejects.toThrow('permission denied')
  }
  await service.close()
  await started.close()
  await expect(start({ ...options, connection: ownerConnection, login: { user: owner } })).rejects.toThrow(
    `The user ${owner} in DATABASE_URL is the owner of Leadline's tables or a superuser`,
  )
})

it('refuses a user, and a role of the service, that can bypass row level security', async () => {
  await run(server, `grant leadline_service to ${owner}`)
  await migrate(database.pool)
  const [app, group] = ['app', 'group'].map((kind) => `${kind}_${randomBytes(6).toString('hex')}`)
  await run(server, `create role ${group} bypassrls`)
  await run(server, `create role ${app} login password 'secret' in role leadline_service, ${group}`)
  onTestFinished(async () => run(server, `drop role ${app}, ${group}`))
  const refused = (role: string | undefined) =>
    `The role ${role} can bypass row level security, which keeps applications apart.`
  await expect(migrate(database.pool, { login: { user: app ?? '' } })).rejects.toThrow(refused(app))
  await run(server, `revoke ${group} from ${app}`)
  await migrate(database.pool, { login: { user: app ?? '' } })
  await run(server, `alter role ${app} bypassrls`)
  await expect(migrate(database.pool, { login: { user: app ?? '' } })).rejects.toThrow(refused(app))

  // in a transaction that is rolled back, because the tests share the role
  const administrator = openDatabase({ connection: { ...server, database: owner }, connections: 1 })
  const client = await administrator.pool.connect()
  await client.query('begin; alter role leadline_service bypassrls')
  await expect(prepareServiceRole(client, { tablesChanged: false, login: undefined })).rejects.toThrow(
    refused('leadline_service'),
  )
  await client.query('rollback')
  client.release()
  await administrator.close()
})
