import { parseArgs } from 'node:util'
import { CommandError } from '../src/service/admin/command-error.ts'

/** What `npm run bench` was told. */
export interface Options {
  /** events beside the measured ones, a database each; ascending */
  readonly sizes: readonly number[]
  readonly rounds: number
  /** the file that the figures are written to */
  readonly out: string
  /** a folder whose databases are kept for the next run */
  readonly keep: string | undefined
}

export const usage = `Usage: npm run bench -- [service] [options]

Loads events, then measures the built service beside the driver and a bare HTTP server.

  --sizes 10000,1000000,5000000  events to load, a database each (these are the default)
  --rounds 100                   how often each thing takes its turn: 4 answers at 1 connection, 64 at 16
  --out FILE                     where the figures go as JSON (.cache/bench/service.json)
  --keep DIR                     load into this folder, or use what an earlier run has loaded there
  --help                         this text
`

/** Reads the arguments; throws an `CommandError` that names the one at fault. */
export function readOptions(argv: readonly string[]): Options | 'help' {
  const { values, positionals } = parse(argv)
  if (values.help === true) return 'help'
  const [name = 'service', ...others] = positionals
  if (name !== 'service' || others.length > 0) {
    throw new CommandError(`There is no bench "${positionals.join(' ')}": say service, or nothing.`)
  }
  const sizes = values.sizes.split(',').map((size) => wholeNumber('sizes', size))
  return {
    sizes: [...new Set(sizes)].toSorted((a, b) => a - b),
    rounds: wholeNumber('rounds', values.rounds),
    out: values.out,
    keep: values.keep,
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        sizes: { type: 'string', default: '10000,1000000,5000000' },
        rounds: { type: 'string', default: '100' },
        out: { type: 'string', default: '.cache/bench/service.json' },
        keep: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    // what follows the first sentence is about arguments that nobody sends here
    const [said] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new CommandError(`${said}. See --help.`)
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new CommandError(`--${option} does not take "${text}": send whole numbers from 1 to 999999999.`)
}
