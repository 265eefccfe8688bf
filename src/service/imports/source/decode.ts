import { Readable } from 'node:stream'
import type { Encoding } from '../../../contract/import-mapping.ts'
import { ImportError } from '../import-error.ts'

/** The characters of the bytes 0x80 to 0x9F; five bytes have none and stay control characters. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Decodes bytes without their byte order mark.
 * @throws ImportError if they are not in this encoding, instead of repairing them silently
 */
export async function* decode(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  name: string,
): AsyncGenerator<string> {
  if (encoding === 'windows-1252') {
    // Node.js decodes this encoding as ISO 8859-1 in several releases
    for await (const chunk of chunks)
      yield chunk
        .toString('latin1')
        .replace(/[\u0080-\u009f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character)
    return
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  let read = 0
  try {
    for await (const chunk of chunks) {
      yield decoder.decode(chunk, { stream: true })
      read += chunk.length
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ImportError(`${name} is not valid ${encoding.toUpperCase()} (near byte ${read}).`)
  }
}

/** Decodes all bytes of a file, like `decode`. */
export async function decodeAll(bytes: Buffer, encoding: Encoding, name: string): Promise<string> {
  let text = ''
  for await (const part of decode(Readable.from([bytes]), encoding, name)) text += part
  return text
}

/** Counts the UTF-8 sequences and the lines of a file. */
export class ByteCounter {
  /** valid sequences of several bytes */
  sequences = 0
  invalid = 0
  /** the line of the first invalid byte */
  invalidLine = 0
  /** lines that are not empty */
  lines = 0
  private line = 1
  private isLineEmpty = true
  private expected = 0
  private low = 0x80
  private high = 0xbf

  /** Counts the bytes of the next chunk. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (this.expected > 0) {
        if (byte >= this.low && byte <= this.high) {
          this.expected--
          if (this.expected === 0) this.sequences++
          ;[this.low, this.high] = [0x80, 0xbf]
          continue
        }
        this.reject()
      }
      if (byte >= 0x80) this.begin(byte)
      if (byte === 0x0a) {
        this.line++
        this.isLineEmpty = true
      } else if (this.isLineEmpty && byte !== 0x0d) {
        this.isLineEmpty = false
        this.lines++
      }
    }
  }

  /** Counts a sequence that the end of the file cuts off. */
  end(): void {
    if (this.expected > 0) this.reject()
  }

  /** Begins a sequence. Source: Unicode, table 3-7, "Well-Formed UTF-8 Byte Sequences". */
  private begin(byte: number): void {
    this.expected =
      byte >= 0xc2 && byte <= 0xdf
        ? 1
        : byte >= 0xe0 && byte <= 0xef
          ? 2
          : byte >= 0xf0 && byte <= 0xf4
            ? 3
            : 0
    if (this.expected === 0) this.reject()
    this.low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    this.high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
  }

  private reject(): void {
    if (this.invalid === 0) this.invalidLine = this.line
    this.invalid++
    this.expected = 0
    ;[this.low, this.high] = [0x80, 0xbf]
  }
}

/** Returns the encoding of a byte order mark. Source: Encoding Standard, "BOM sniff". */
export function markedEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return undefined
}

/**
 * Returns the encoding of a file without a byte order mark by its bytes.
 * @throws ImportError if it is neither clearly UTF-8 nor clearly Windows-1252
 */
export function detectEncoding(head: Buffer, counter: ByteCounter, name: string): Encoding {
  const zeros = [0, 0]
  for (const [at, byte] of head.subarray(0, 4096).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  // the first byte of an ASCII character in UTF-16 is zero
  if (even + odd > Math.min(head.length, 4096) / 4) return even > odd ? 'utf-16be' : 'utf-16le'
  if (counter.invalid === 0) return 'utf-8'
  if (counter.sequences < counter.invalid) return 'windows-1252'
  throw new ImportError(
    `${name} is mostly UTF-8, but line ${counter.invalidLine} is not. Correct this line, or choose an encoding with --encoding.`,
  )
}
