import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { takeLock } from './lock.ts'
import { createTestBed } from './testing.ts'

const bed = createTestBed()

afterEach(() => bed.cleanUp())

describe('the lock of a data folder', () => {
  it('is held by one process at a time, for any number of concurrent starts after a crash', async () => {
    const folder = await bed.folder()
    await writeFile(join(folder, 'leadline.lock.3'), `${process.pid}\nof another process\n`)
    let holders = 0
    let most = 0
    let taken = 0
    const contend = async (): Promise<void> => {
      while (taken < 100) {
        const lock = await takeLock(folder)
        if ('heldBy' in lock) continue
        taken += 1
        holders += 1
        most = Math.max(most, holders)
        await readdir(folder)
        holders -= 1
        await lock.release()
      }
    }
    await Promise.all(Array.from({ length: 12 }, contend))
    expect(most).toBe(1)
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('reports its holder', async () => {
    const folder = await bed.folder()
    const lock = await takeLock(folder)
    expect(lock).toHaveProperty('release')
    expect(await takeLock(folder)).toEqual({ heldBy: process.pid })
  })
})
