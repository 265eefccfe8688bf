import type { Refusal } from '../../store/imports/event-import-lines.ts'
import { openOutput, type OutputOptions } from '../output.ts'
import { printLine } from '../print.ts'
import type { CliContext } from '../cli-context.ts'

/** The report of rejected lines, with one row per error. */
export interface RejectedLines {
  readonly add: (refusals: readonly Refusal[]) => Promise<void>
  /** called after all lines have been added */
  readonly complete: () => Promise<void>
  /** removes an incomplete report */
  readonly discard: () => Promise<void>
}

/** The number of errors printed at the terminal without a report. */
const maxPrinted = 5

/**
 * Opens a report: NDJSON if the file's name ends so, otherwise CSV. Without a path, the first errors are printed on
 * `err`.
 */
export async function openRejects(
  cli: Pick<CliContext, 'out' | 'err'>,
  options: OutputOptions,
): Promise<RejectedLines> {
  const { path } = options
  if (path === undefined) return tellFirst(cli.err)
  const { write, complete, discard } = await openOutput(cli, options)
  const isJson = /\.(ndjson|jsonl)$/i.test(path)
  let head = isJson ? '' : 'line,field,code,message\n'
  const add = async (refusals: readonly Refusal[]) => {
    const text = head + refusals.map(isJson ? jsonRow : csvRow).join('')
    head = ''
    if (text !== '') await write(text)
  }
  return {
    add,
    async complete() {
      await add([])
      await complete()
    },
    discard,
  }
}

function jsonRow(refusal: Refusal): string {
  return `${JSON.stringify(refusal)}\n`
}

function csvRow({ line, field, code, message }: Refusal): string {
  return `${line},${field},${code},"${message.replaceAll('"', '""')}"\n`
}

function tellFirst(err: CliContext['err']): RejectedLines {
  let count = 0
  return {
    async add(refusals) {
      for (const { line, field, message } of refusals.slice(0, Math.max(0, maxPrinted - count))) {
        printLine(err, `Line ${line}${field === '' ? '' : `, ${field}`}: ${message}`)
      }
      count += refusals.length
    },
    async complete() {
      if (count > maxPrinted)
        printLine(err, 'More lines were rejected. Use --rejects <file> to list them all.')
    },
    discard: async () => undefined,
  }
}
