import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { guardFormula } from '../../../contract/csv.ts'
import { openSource, type SourceOptions } from './open-source.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-source-'))
})
afterAll(async () => rm(folder, { recursive: true }))

let files = 0
async function open(content: string | Buffer, options: Partial<SourceOptions> = {}) {
  const path = join(folder, String(++files))
  await writeFile(path, content)
  return openSource({ path, input: Readable.from([]), ...options })
}

async function read(content: string | Buffer, options: Partial<SourceOptions> = {}) {
  const source = await open(content, options)
  const records = []
  for await (const record of source.records()) records.push(record)
  return {
    source,
    records,
    rows: records.map((record) => ('fields' in record ? record.fields : record.error)),
  }
}

const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

describe('the encoding of a file', () => {
  const text = 'name,note\nBäckerei,“già” – 5 €\n'
  const latin = Buffer.from(
    text.replace(
      /[“”–€]/g,
      (sign) => ({ '“': '\u0093', '”': '\u0094', '–': '\u0096', '€': '\u0080' })[sign] ?? '',
    ),
    'latin1',
  )
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', utf16(`\uFEFF${text}`, false)],
    ['utf-16be', utf16(`\uFEFF${text}`, true)],
    ['utf-16le', utf16(text, false)],
    ['windows-1252', latin],
  ] as const)('is detected as %s', async (encoding, bytes) => {
    const { source, rows } = await read(bytes)
    expect([source.encoding, rows]).toEqual([encoding, [{ name: 'Bäckerei', note: '“già” – 5 €' }]])
  })

  it('can be chosen, and invalid bytes are then an error', async () => {
    expect((await read(latin, { encoding: 'windows-1252' })).rows).toEqual([
      { name: 'Bäckerei', note: '“già” – 5 €' },
    ])
    await expect(read(latin, { encoding: 'utf-8' })).rejects.toThrow('is not valid UTF-8')
  })

  it('is that of its byte order mark, whatever is chosen', async () => {
    const { source } = await read(`\uFEFF${text}`, { encoding: 'windows-1252' })
    expect([source.encoding, source.columns]).toEqual(['utf-8', ['name', 'note']])
  })
})

describe('the header of CSV', () => {
  it.each([
    ['a comma', 'a,b\n1,2\n', ','],
    ['a semicolon, with commas in the cells', 'a;b\n1,5;2,5\n3,5;4,5\n', ';'],
    ['a semicolon, with commas in the header', 'Note, long;Date, time;x\n1;2;3\n', ';'],
    ['a tab', 'a\tb\n1\t2\n', '\t'],
    ['a line of Excel', 'sep=;\r\na;b\r\n1;2\r\n', ';'],
    ['blank lines before it', '\n ;\n;;\n\na;b\n1;2\n', ';'],
  ])('is read with %s', async (_, text, separator) => {
    const { source, records } = await read(text)
    expect(source.csv?.separator).toBe(separator)
    expect(records.length).toBeGreaterThan(0)
    expect(source.columns.length).toBeGreaterThan(1)
  })

  it('keeps the line numbers of the file after sep= and blank lines', async () => {
    expect((await read('sep=;\n\na;b\n1;2\n')).records).toEqual([{ line: 4, fields: { a: '1', b: '2' } }])
  })

  it('can have empty and repeated names', async () => {
    const { source, rows } = await read('a,,a,b,\n1,,2,3,\n4,x,5,6\n')
    expect(source.columns).toEqual(['a', '', 'a (2)', 'b', ''])
    expect(rows).toEqual([{ a: '1', 'a (2)': '2', b: '3' }, 'Cell 2 has no column: the header has 3 names.'])
  })

  it('has rows that are shorter, or longer by empty cells', async () => {
    const { rows } = await read('a,b,c\n1\n1,2,3,,\n1,2,3,,x\n')
    expect(rows).toEqual([
      { a: '1' },
      { a: '1', b: '2', c: '3' },
      'Cell 5 has no column: the header has 3 names.',
    ])
  })

  it('can choose its separator and quote', async () => {
    const { rows } = await read("a:b\n'1:2':3\n", { separator: ':', quote: "'" })
    expect(rows).toEqual([{ a: '1:2', b: '3' }])
  })
})

describe('NDJSON', () => {
  it('is recognised by its content, with a byte order mark, blank lines and any line end', async () => {
    const { source, rows } = await read('\uFEFF{"a":1}\r\n\r\n{"a":"2","b":null}\n')
    expect([source.csv, source.columns, rows]).toEqual([
      undefined,
      ['a', 'b'],
      [{ a: 1 }, { a: '2', b: null }],
    ])
  })
})

describe('gzip', () => {
  it('is expanded, also with several members', async () => {
    const { source, rows } = await read(Buffer.concat([gzipSync('a,b\n'), gzipSync('1,2\n')]))
    expect([source.isCompressed, rows]).toEqual([true, [{ a: '1', b: '2' }]])
  })

  it('has a limit, and is never accepted if it is cut off', async () => {
    const zeros = gzipSync(Buffer.alloc(20_000_000))
    await expect(open(zeros, { maxExpandedBytes: 1024 ** 2 })).rejects.toThrow('exceeds 1 MB')
    const cut = gzipSync('a,b\n1,2\n').subarray(0, -6)
    await expect(open(cut)).rejects.toThrow('is not a complete gzip file')
  })
})

describe('an export of Leadline', () => {
  const rows = ['{"kind":"application","id":"acme"}', '{"kind":"event","id":1}']
  const end = (events: number) => `{"kind":"end","counts":{"application":1,"event":${events}}}`
  it.each([
    ['without its end', rows.join('\n')],
    ['that is cut within a line', `${rows.join('\n')}\n${end(1).slice(0, 20)}`],
    ['with a missing row', [rows[0], end(1), ''].join('\n')],
  ])('%s is rejected, except on request', async (_, text) => {
    await expect(open(text)).rejects.toThrow(/is an export that is not complete: .* --partial\.$/)
    expect((await open(text, { partial: true })).isExport).toBe(true)
  })

  it('is accepted if it is complete', async () => {
    expect((await open([...rows, end(1), ''].join('\n'))).isExport).toBe(true)
  })
})

it('explains how to save a workbook as CSV', async () => {
  await expect(open(Buffer.from('PK\u0003\u0004…'))).rejects.toThrow('Save As > "CSV UTF-8')
  await expect(open(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toThrow('Save As > "CSV UTF-8')
})

it('reads the standard input, and removes its copy', async () => {
  const temporary = await mkdtemp(join(folder, 'temporary-'))
  vi.stubEnv('TMPDIR', temporary)
  const source = await openSource({
    path: '-',
    input: Readable.from([Buffer.from('a,b\n'), Buffer.from('1,2\n')]),
  })
  vi.unstubAllEnvs()
  expect(await readdir(temporary)).toHaveLength(1)
  for (let pass = 0; pass < 2; pass++) {
    const records = []
    for await (const record of source.records()) records.push(record)
    expect(records).toEqual([{ line: 2, fields: { a: '1', b: '2' } }])
  }
  await source.close()
  expect(await readdir(temporary)).toEqual([])
})

it('notices that a file changed while it was being read', async () => {
  const source = await open('a,b\n1,2\n3,4\n')
  await writeFile(join(folder, String(files)), 'a,b\n1,2\n3,5\n')
  const readAgain = async () => {
    for await (const _ of source.records()) continue
  }
  await expect(readAgain()).rejects.toThrow('changed while it was being read')
})

it.each(['=1', "'=1", "''=1", 'a\n=1', "a\n'=1", "'a", "it's", '-1;+2', '@x', 'ciao'])(
  'removes exactly the formula guard that a report adds to %j',
  async (value) => {
    const cell = guardFormula(value, ',').replaceAll('"', '""')
    const { rows } = await read(`note,rejectedLine,rejectedCode,rejectedReason\n"${cell}",2,x,y\n`)
    expect(rows).toEqual([expect.objectContaining({ note: value })])
  },
)
