import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ImportError } from '../import-error.ts'
import { detectSeparator } from './csv-records.ts'
import { ByteCounter, decodeAll, detectEncoding, markedEncoding } from './decode.ts'
import { parseCsv } from './parse-csv.ts'

/**
 * Reads a CSV file without a header, with two cells in each row: a name in another system, and the one here. Its encoding
 * and separator are detected.
 * @throws ImportError if it cannot be read, or a row does not have two cells
 */
export async function readTable(path: string): Promise<Record<string, string>> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ImportError(`Cannot read ${path} (${error.code}).`)
  })
  try {
    return await parseTable(bytes)
  } catch (error) {
    throw error instanceof ImportError ? new ImportError(`${path}: ${error.message}`) : error
  }
}

async function parseTable(bytes: Buffer): Promise<Record<string, string>> {
  const counter = new ByteCounter()
  counter.add(bytes)
  counter.end()
  const encoding = markedEncoding(bytes) ?? detectEncoding(bytes, counter, 'The table')
  const text = await decodeAll(bytes, encoding, 'The table')
  const format = { separator: detectSeparator(text), quote: '"' }
  const entries: [string, string][] = []
  for await (const record of parseCsv(Readable.from([text]), format)) {
    if ('error' in record) throw new ImportError(record.error)
    const cells = record.cells.map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) continue
    if (cells.length !== 2)
      throw new ImportError(`Line ${record.line} must have two cells, the name in the file and the one here.`)
    const [name = '', here = ''] = cells
    if (name !== '') entries.push([name, here])
  }
  return Object.fromEntries(entries)
}
