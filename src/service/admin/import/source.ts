import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CommandError } from '../command-error.ts'
import { readCsv } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'
import type { SourceLine } from './source-line.ts'

/** A file to import. */
export interface Source {
  /** the size in bytes */
  readonly size: number
  /** the hash of its size, beginning and end */
  readonly fingerprint: Buffer
  /** returns its lines in order, each time from the beginning; `onRead` receives the number of bytes read */
  lines(onRead: (bytes: number) => void): AsyncGenerator<SourceLine>
}

const sampleSize = 1024 * 1024

/**
 * Opens a file as NDJSON or CSV, by its name or otherwise its first character; a CSV file must have the columns
 * `needed`. Throws a `CommandError` if it cannot be read; reading its lines throws if they are not CSV or UTF-8.
 */
export async function openSource(path: string, needed: readonly string[]): Promise<Source> {
  const { size, head, tail } = await sample(path)
  if (size === 0) throw new CommandError(`${path} is empty.`)
  const isJson =
    /\.(ndjson|jsonl)$/i.test(path) || (!/\.csv$/i.test(path) && /^\uFEFF?\s*\{/.test(head.toString()))
  return {
    size,
    fingerprint: createHash('sha256').update(`${size}\n`).update(head).update(tail).digest(),
    lines(onRead) {
      const chunks = utf8(path, onRead)
      return isJson ? readNdjson(chunks) : readCsv(chunks, { path, needed, head: head.toString() })
    },
  }
}

async function sample(path: string): Promise<{ size: number; head: Buffer; tail: Buffer }> {
  const handle = await open(path).catch(() => {
    throw new CommandError(`Cannot read ${path}.`)
  })
  try {
    const { size } = await handle.stat()
    const part = async (position: number) => {
      const { buffer, bytesRead } = await handle.read({
        buffer: Buffer.alloc(Math.min(size, sampleSize)),
        position,
      })
      return buffer.subarray(0, bytesRead)
    }
    return { size, head: await part(0), tail: await part(Math.max(0, size - sampleSize)) }
  } catch {
    throw new CommandError(`${path} is not a file.`)
  } finally {
    await handle.close()
  }
}

/** Reads a file's text in chunks; rejects a file that is not UTF-8 instead of repairing it silently. */
async function* utf8(path: string, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let read = 0
  try {
    for await (const chunk of createReadStream(path)) {
      yield decoder.decode(chunk, { stream: true })
      read += chunk.length
      onRead(read)
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new CommandError(`${path} is not valid UTF-8 (near byte ${read}). Save it as UTF-8.`)
  }
}
