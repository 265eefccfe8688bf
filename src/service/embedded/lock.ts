import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ignoreError } from './folder-error.ts'
import { identify, isAlive } from './live-process.ts'

export interface Lock {
  /** May be called repeatedly. Never rejects: a lock that can no longer be written ends with its process. */
  readonly release: () => Promise<void>
}

const LOCK_FILE = /^leadline\.lock\.(\d+)$/

/**
 * Locks a folder for this process.
 *
 * The lock is the file `leadline.lock.<n>` with the highest n. A process that takes over a dead or released lock
 * creates the next number, and only then removes the earlier ones; no process ever removes the highest. So a slow
 * starter can never mistake a new lock for the stale one that it has read, as it could if one file were removed and
 * created again.
 *
 * @returns the lock, or the PID of the running process that holds it
 */
export async function takeLock(folder: string): Promise<Lock | { heldBy: number }> {
  // linked into place, because a lock that is created empty and then written would look released in between
  const claim = join(folder, `leadline.claim.${randomUUID()}`)
  await writeFile(claim, `${process.pid}\n${await identify(process.pid)}\n`, { mode: 0o644 })
  try {
    for (;;) {
      const before = await generations(folder)
      const highest = before.at(-1) ?? 0
      const heldBy = await holder(fileOf(folder, highest))
      if (heldBy !== undefined) return { heldBy }
      const file = fileOf(folder, highest + 1)
      const created = await ignoreError(
        ['EEXIST'],
        link(claim, file).then(() => true),
      )
      if (created !== true) continue
      if ((await generations(folder)).at(-1) === highest + 1) {
        await Promise.all(before.map((generation) => rm(fileOf(folder, generation), { force: true })))
        return { release: () => truncate(file).catch(() => undefined) }
      }
      await rm(file, { force: true })
    }
  } finally {
    await rm(claim, { force: true })
  }
}

function fileOf(folder: string, generation: number): string {
  return join(folder, `leadline.lock.${generation}`)
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names
    .flatMap((name) => LOCK_FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b)
}

async function holder(file: string): Promise<number | undefined> {
  const text = (await ignoreError(['ENOENT'], readFile(file, 'utf8'))) ?? ''
  const [pid, identity] = text.split('\n')
  if (!pid || !identity) return undefined
  return (await isAlive(Number(pid), identity)) ? Number(pid) : undefined
}
