import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startProxy } from '../../../testing/proxy.ts'
import { createTestDatabase } from '../../../testing/start-service.ts'
import type { TestServer } from '../../../testing/postgres.ts'
import { openDatabase, type Database, type DatabaseOptions } from './database.ts'
import { isInterrupted } from './is-connection-error.ts'

const role = { name: 'leadline_service', schema: 'public' }

let connection: TestServer
let drop: () => Promise<void>
const opened: Database[] = []

beforeAll(async () => {
  ;({ connection, drop } = await createTestDatabase())
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (database) => database.close()))
})

afterAll(async () => drop())

function open(options: Omit<DatabaseOptions, 'connection'> = {}): Database {
  const database = openDatabase({ connection, ...options })
  opened.push(database)
  return database
}

const limits = {
  text: `select current_setting('idle_in_transaction_session_timeout') idle, current_setting('lock_timeout') lock,
    current_setting('statement_timeout') statement`,
}

it.each([true, false])(
  'limits the waiting time of the service’s sessions, with named statements: %s, but not of an administrator’s',
  async (namedStatements) => {
    const service = open({ role, namedStatements }).of('acme')
    const ofService = [{ idle: '4s', lock: '6s', statement: '30s' }]
    expect(await service.query(limits, [])).toEqual(ofService)
    expect(await service.transaction(async (one) => one.query(limits, []))).toEqual(ofService)
    expect(await service.snapshot(async (one) => one.query(limits, []))).toEqual(ofService)
    const ofAdministrator = [{ idle: '0', lock: '0', statement: '0' }]
    expect(await open({ namedStatements }).query(limits, [])).toEqual(ofAdministrator)
  },
)

it('leaves no rejection unhandled if a task throws before its first statement and the transaction cannot begin', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  const early = async () => {
    throw new Error('the clocks differ')
  }
  await expect(open({ begin: 'no statement' }).transaction(early)).rejects.toThrow('the clocks differ')
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

it('allows a commit to take longer than a statement, for example while it waits for a standby', async () => {
  const owner = open()
  for (const text of [
    'create table slow_commit (id int)',
    'grant insert on slow_commit to leadline_service',
    `create function wait() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return new; end'`,
    `create constraint trigger waiting after insert on slow_commit deferrable initially deferred
      for each row execute function wait()`,
  ])
    await owner.query({ text }, [])
  await open({ role }).transaction(async (one) => {
    await one.query({ text: `select set_config('statement_timeout', '100ms', true)` }, [])
    await one.query({ text: 'insert into slow_commit values (1)' }, [])
  })
  expect(await owner.query({ text: 'select id from slow_commit' }, [])).toEqual([{ id: 1 }])
})

it('abandons a connection whose statement was interrupted', async () => {
  const database = open({ role, connections: 1 })
  const backend = { text: 'select pg_backend_pid() pid' }
  const before = await database.query(backend, [])
  const error: unknown = await database
    .transaction(async (one) => {
      await one.query({ text: `select set_config('statement_timeout', '50ms', true)` }, [])
      return one.query({ text: 'select pg_sleep(10)' }, [])
    })
    .catch((reason: unknown) => reason)
  expect(isInterrupted(error)).toBe(true)
  expect(await database.query(backend, [])).not.toEqual(before)
})

it('abandons connections on which the server does not respond, including idle ones', async () => {
  const proxy = await startProxy(connection)
  const through = openDatabase({
    connection: { ...connection, host: proxy.host, port: proxy.port },
    role,
    answerTimeoutMs: 300,
  })
  const one = { text: 'select 1 one' }
  const several = async () => Promise.all([1, 2, 3].map(async () => through.query(one, [])))
  await several()
  proxy.stopForwarding()
  await expect(through.query(one, [])).rejects.toThrow('Connection terminated')
  expect(await several()).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]])
  await through.close()
  await proxy.close()
})

it('closes even if the server does not respond', async () => {
  const proxy = await startProxy(connection)
  const through = openDatabase({ connection: { ...connection, host: proxy.host, port: proxy.port }, role })
  await through.query({ text: 'select 1' }, [])
  proxy.stopForwarding()
  const pending = through.query({ text: 'select 1' }, []).catch(String)
  // the statement has been sent
  await new Promise(setImmediate)
  await through.close()
  expect(await pending).toContain('Connection terminated')
  await proxy.close()
})
