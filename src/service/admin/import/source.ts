import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CommandError } from '../command-error.ts'
import { readCsv } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'
import type { SourceLine } from './source-line.ts'

/** A file to import. */
export interface Source {
  /** in bytes */
  readonly size: number
  /** of its size, beginning and end */
  readonly fingerprint: Buffer
  /** its lines in order, each time from the beginning; `onRead` is told how many bytes have been read */
  lines(onRead: (bytes: number) => void): AsyncGenerator<SourceLine>
}

const sampleSize = 1024 * 1024

/**
 * Looks at a file: NDJSON or CSV by its name, else by its first character; a CSV file must have `needed` columns.
 * Throws a `CommandError` where it cannot be read; its lines do where they are no CSV or UTF-8.
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

/** A file's text in chunks; a file that is not UTF-8 is refused, not mended silently. */
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
