import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { pipeline as pipelineTo } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Encoding } from '../../../contract/import-mapping.ts'
import { exportKinds } from '../../store/imports/export.ts'
import { ImportError } from '../import-error.ts'
import { readCsvRecords, detectCsv, type CsvHeader } from './csv-records.ts'
import { ByteCounter, decode, decodeAll, detectEncoding, markedEncoding } from './decode.ts'
import { parseNdjson } from './parse-ndjson.ts'
import { isRecord, type SourceRecord } from './source-record.ts'

/** A file to import. */
export interface Source {
  /** the name for messages */
  readonly name: string
  /** the size in bytes, as stored */
  readonly size: number
  /** the hash of all bytes */
  readonly fingerprint: Buffer
  readonly encoding: Encoding
  readonly isCompressed: boolean
  /** whether this is an export of Leadline */
  readonly isExport: boolean
  /** the format of a CSV file; an NDJSON file has none */
  readonly csv: CsvHeader | undefined
  /** the names of its columns; of an NDJSON file, the fields of its first lines */
  readonly columns: readonly string[]
  /**
   * Returns its records in order, each time from the beginning; `onRead` receives the number of bytes read. Throws an
   * `ImportError` at the end if the file has changed since it was opened.
   */
  records(onRead?: (bytes: number) => void): AsyncGenerator<SourceRecord>
  /** removes the temporary copy of the standard input */
  close(): Promise<void>
}

/** The choices of the user; whatever is not chosen is detected. */
export interface SourceOptions {
  /** `-` is `input`, which is copied to a temporary file */
  readonly path: string
  /** the name for messages; default: the path, or the standard input */
  readonly name?: string | undefined
  readonly input: Readable
  readonly encoding?: Encoding | undefined
  readonly separator?: string | undefined
  readonly quote?: string | undefined
  /** accepts an export without its end */
  readonly partial?: boolean | undefined
  readonly maxExpandedBytes?: number
}

/** The maximum size of the content of a gzip file. */
const maxExpandedBytes = 8 * 1024 ** 3

/** The number of bytes from which the format is detected. */
const sampleSize = 256 * 1024

/** The number of bytes at the end that contain the last line of an export. */
const tailSize = 16 * 1024

/**
 * Opens a file: NDJSON if it begins with an object, otherwise CSV, both also with gzip. Reads all of it once.
 * @throws ImportError if it cannot be read, or is an export that is not complete
 */
export async function openSource(options: SourceOptions): Promise<Source> {
  if (options.path !== '-') return openFile(options, options.path, options.name ?? options.path)
  // a copy, because the file is read several times
  const folder = await mkdtemp(join(tmpdir(), 'leadline-import-'))
  const close = async () => rm(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, 'input')
    await pipelineTo(options.input, createWriteStream(copy, { mode: 0o600 }))
    return { ...(await openFile(options, copy, options.name ?? 'the standard input')), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openFile(options: SourceOptions, path: string, name: string): Promise<Source> {
  const { size, magic } = await readBeginning(path, name)
  if (size === 0) throw new ImportError(`${name} is empty.`)
  rejectWorkbook(magic, name)
  const isCompressed = magic[0] === 0x1f && magic[1] === 0x8b
  const bytes = (hash: Hash, onRead?: (bytes: number) => void) =>
    readBytes(path, name, {
      isCompressed,
      hash,
      onRead,
      limit: options.maxExpandedBytes ?? maxExpandedBytes,
    })

  const hash = createHash('sha256')
  const counter = new ByteCounter()
  let [head, tail] = [Buffer.alloc(0), Buffer.alloc(0)]
  for await (const chunk of bytes(hash)) {
    counter.add(chunk)
    if (head.length < sampleSize) head = Buffer.concat([head, chunk.subarray(0, sampleSize - head.length)])
    tail = Buffer.concat([tail, chunk.subarray(-tailSize)]).subarray(-tailSize)
  }
  counter.end()
  const fingerprint = hash.digest()

  // a report of rejected lines is UTF-8 with its mark, and is imported with the options of the rejected file
  const encoding = markedEncoding(head) ?? options.encoding ?? detectEncoding(head, counter, name)
  const isWhole = head.length < sampleSize
  const sample = await decodeSample(head, encoding, name, isWhole)
  const isJson = /^\s*\{/.test(sample)
  const isExport = isJson && isExportStart(sample)
  if (isExport && options.partial !== true) requireEnd(tail, counter, name)
  const csv = isJson ? undefined : detectCsv(sample, { ...options, name, isWhole })
  return {
    name,
    size,
    fingerprint,
    encoding,
    isCompressed,
    isExport,
    csv,
    columns: csv?.columns ?? fieldsOf(sample, isWhole),
    async *records(onRead) {
      const again = createHash('sha256')
      const text = decode(bytes(again, onRead), encoding, name)
      yield* csv === undefined ? parseNdjson(text) : readCsvRecords(text, csv)
      if (!again.digest().equals(fingerprint))
        throw new ImportError(`${name} changed while it was being read. Run the command again.`)
    },
    close: async () => undefined,
  }
}

async function readBeginning(path: string, name: string): Promise<{ size: number; magic: Buffer }> {
  const handle = await open(path).catch(() => {
    throw new ImportError(`Cannot read ${name}.`)
  })
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(8) })
    return { size, magic: buffer.subarray(0, bytesRead) }
  } catch {
    throw new ImportError(`${name} is not a file.`)
  } finally {
    await handle.close()
  }
}

function rejectWorkbook(magic: Buffer, name: string): void {
  const isZip = magic.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
  const isOldExcel = magic.subarray(0, 4).toString('hex') === 'd0cf11e0'
  if (isZip || isOldExcel)
    throw new ImportError(
      `${name} is a workbook or a ZIP archive. In Excel, choose File > Save As > "CSV UTF-8 (Comma delimited)" and import that file; unpack an archive first.`,
    )
}

interface ReadOptions {
  readonly isCompressed: boolean
  readonly hash: Hash
  readonly onRead: ((bytes: number) => void) | undefined
  readonly limit: number
}

/** Reads the content of a file in chunks, and hashes its bytes as they are stored. */
async function* readBytes(
  path: string,
  name: string,
  { isCompressed, hash, onRead, limit }: ReadOptions,
): AsyncGenerator<Buffer> {
  let read = 0
  const stored = createReadStream(path, { highWaterMark: 256 * 1024 })
  stored.on('data', (chunk) => {
    hash.update(chunk)
    read += chunk.length
    onRead?.(read)
  })
  // an error of the file also ends the stream that is read
  const content = isCompressed ? pipeline(stored, createGunzip(), () => undefined) : stored
  let expanded = 0
  try {
    for await (const chunk of content) {
      const bytes: Buffer = chunk
      expanded += bytes.length
      if (isCompressed && expanded > limit)
        throw new ImportError(
          `The content of ${name} exceeds ${Math.floor(limit / 1024 ** 2)} MB. Unpack the file and import the content.`,
        )
      yield bytes
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ImportError(
      isCompressed ? `${name} is not a complete gzip file (${reason}).` : `Cannot read ${name} (${reason}).`,
    )
  } finally {
    stored.destroy()
  }
}

async function decodeSample(
  head: Buffer,
  encoding: Encoding,
  name: string,
  isWhole: boolean,
): Promise<string> {
  // the sample may end within a character
  if (encoding.startsWith('utf-') && !isWhole) return new TextDecoder(encoding).decode(head, { stream: true })
  return decodeAll(head, encoding, name)
}

function isExportStart(sample: string): boolean {
  const kind = parseObject(sample.slice(0, sample.indexOf('\n') + 1 || sample.length))?.['kind']
  return exportKinds.some((known) => known === kind)
}

/** "The last line is "end" with the counts; without it, the file is incomplete": docs/command-line.md. */
function requireEnd(tail: Buffer, { lines }: ByteCounter, name: string): void {
  const text = tail.toString().trimEnd()
  const end = parseObject(text.slice(text.lastIndexOf('\n') + 1))
  const advice = 'Export it again. An import reads what is there with --partial.'
  if (end?.['kind'] !== 'end')
    throw new ImportError(`${name} is an export that is not complete: its last line is not "end". ${advice}`)
  const counts = isRecord(end['counts']) ? Object.values(end['counts']).map(Number) : []
  const rows = counts.reduce((sum, count) => sum + count, 0)
  if (rows !== lines - 1)
    throw new ImportError(
      `${name} is an export that is not complete: its last line counts ${rows} rows, but there are ${lines - 1}. ${advice}`,
    )
}

function fieldsOf(sample: string, isWhole: boolean): string[] {
  const lines = sample.split('\n')
  const names = (isWhole ? lines : lines.slice(0, -1)).flatMap((line) => Object.keys(parseObject(line) ?? {}))
  return [...new Set(names)]
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
