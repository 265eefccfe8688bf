import { describe, expect, it } from 'vitest'
import { parseCsv, type CsvRecord } from './parse-csv.ts'

/** Parses a text in chunks of each size, which must not make a difference. */
async function parse(
  text: string,
  { separator = ',', quote = '"', maxLength = 1_000, sizes = [1, 2, 3, 7, text.length + 1] } = {},
): Promise<CsvRecord[]> {
  const results = await Promise.all(
    sizes.map(async (size) => {
      async function* chunks() {
        for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size)
      }
      const records: CsvRecord[] = []
      for await (const record of parseCsv(chunks(), { separator, quote }, maxLength)) records.push(record)
      return records
    }),
  )
  const [first = []] = results
  for (const result of results) expect(result).toEqual(first)
  return first
}

const cellsOf = async (text: string, options = {}) =>
  (await parse(text, options)).map((record) => ('cells' in record ? record.cells : record.error))

describe('CSV', () => {
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR', 'a,b\r1,2\r'],
    ['mixed line ends', 'a,b\r1,2\r\n'],
    ['no line end at the end', 'a,b\n1,2'],
    ['quoted cells', '"a","b"\n"1","2"\n'],
    ['spaces around quoted cells', '"a" , "b"\n "1","2" \n'],
  ])('is read with %s', async (_, text) => {
    expect(await cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it.each([
    [';', 'a;b,c\n'],
    ['\t', 'a\tb,c\n'],
    ['|', 'a|b,c\n'],
  ])('is read with the separator %j', async (separator, text) => {
    expect(await cellsOf(text, { separator })).toEqual([['a', 'b,c']])
  })

  it('has another quote, or none', async () => {
    expect(await cellsOf("'a,''1''',b\n", { quote: "'" })).toEqual([["a,'1'", 'b']])
    expect(await cellsOf('5" pipe,"x\n', { quote: '' })).toEqual([['5" pipe', '"x']])
  })

  it('keeps line breaks, separators and doubled quotes in quoted cells', async () => {
    expect(await cellsOf('"a\r\nb","c, ""d""",""\n')).toEqual([['a\r\nb', 'c, "d"', '']])
  })

  it('keeps a quote inside an unquoted cell, and empty cells', async () => {
    expect(await cellsOf('5" pipe,,\n,x"y",\n')).toEqual([
      ['5" pipe', '', ''],
      ['', 'x"y"', ''],
    ])
  })

  it('numbers records by the line at which they begin, however lines end', async () => {
    const records = await parse('a\n"b\nb\r\nb\rb"\r\n\nc\rd\n')
    expect(records.map(({ line }) => line)).toEqual([1, 2, 6, 7, 8])
  })

  it.each([
    ['text after a closing quote', 'h\n"b"c,d\ne,f\n', 2, '"b"c,d'],
    ['quotes that are not doubled', 'h\n"he said "hi" to me",d\ne,f\n', 2, '"he said "hi" to me",d'],
  ])('rejects one record with %s, and states where the quote was opened', async (_, text, line, content) => {
    expect(await parse(text)).toEqual([
      { line: 1, cells: ['h'] },
      { line, error: expect.stringContaining(`begins on line ${line}`), text: content },
      { line: line + 1, cells: ['e', 'f'] },
    ])
  })

  it('rejects the line with an unclosed quote as soon as another quote shows it', async () => {
    const records = await parse('h\na,"not closed,b\nc,"good",d\n"x","y","z"\n')
    expect(records).toEqual([
      { line: 1, cells: ['h'] },
      { line: 2, error: expect.stringContaining('begins on line 2'), text: 'a,"not closed,b' },
      { line: 3, cells: ['c', 'good', 'd'] },
      { line: 4, cells: ['x', 'y', 'z'] },
    ])
  })

  it.each([
    ['at the end', 'h\n1,2\na,"b\nc,d\n', 3],
    ['in a later line of its record', 'h\n"a\nb",c,"d\ne\nf', 3],
    ['before a long text', `h\n"${'x\n'.repeat(900)}`, 2],
  ])('reports the line of a quote that is not closed, %s', async (_, text, line) => {
    await expect(parse(text)).rejects.toThrow(`The quote on line ${line} is not closed.`)
  })

  it('rejects only the record that is too long, quoted or not, and numbers the next ones correctly', async () => {
    const long = 'x"y""z\n'.replaceAll('"y', 'y').repeat(300)
    expect(await parse(`h\n"${long.replaceAll('"', '""')}",1\na,b\n${'y'.repeat(2_000)}\r\nc,d\n`)).toEqual([
      { line: 1, cells: ['h'] },
      { line: 2, error: expect.stringContaining('(lines 2 to 302)'), text: expect.any(String) },
      { line: 303, cells: ['a', 'b'] },
      { line: 304, error: expect.stringContaining('at most 1000 characters.'), text: expect.any(String) },
      { line: 305, cells: ['c', 'd'] },
    ])
  })
})
