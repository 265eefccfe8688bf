import { expect, inject, it } from 'vitest'
import { openDatabase } from '../service/store/connection/database.ts'

it.skipIf(process.env['TEST_DATABASE_URL'])(
  'does not wait for the disk in the tests’ own database',
  async () => {
    const database = openDatabase({ connection: inject('postgres'), connections: 1 })
    expect(await database.query({ text: 'show fsync' }, [])).toEqual([{ fsync: 'off' }])
    await database.close()
  },
)
