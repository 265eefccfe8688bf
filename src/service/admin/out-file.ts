import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { CommandError } from './command-error.ts'

/** Writes a text as fast as it is taken. */
export async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain')
}

/** Runs what writes a file: under the name that was asked for, the file is complete. */
export async function intoFile<Result>(
  path: string,
  run: (out: Writable) => Promise<Result>,
): Promise<Result> {
  const unfinished = `${path}.unfinished`
  const file = createWriteStream(unfinished)
  await once(file, 'open').catch(() => {
    throw new CommandError(`The file ${path} cannot be written.`)
  })
  try {
    const result = await run(file)
    file.end()
    await finished(file)
    await rename(unfinished, path)
    return result
  } catch (error) {
    file.destroy()
    await rm(unfinished, { force: true })
    throw error
  }
}
