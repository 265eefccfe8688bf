import type { Refusal } from '../../store/imports/event-import-lines.ts'
import { openOutput, type OutputOptions } from '../output.ts'
import { printLine } from '../print.ts'
import type { CliContext } from '../cli-context.ts'

/** The report of refused lines, a row a fault. */
export interface RejectedLines {
  readonly add: (refusals: readonly Refusal[]) => Promise<void>
  /** all are added */
  readonly complete: () => Promise<void>
  /** removes a report that is not complete */
  readonly discard: () => Promise<void>
}

/** Faults that are told at the terminal where no report was asked for. */
const told = 5

/** A report: NDJSON where the file is called that, else CSV. Without a path, the first few are told on `err`. */
export async function openRejects(
  surroundings: Pick<CliContext, 'out' | 'err'>,
  options: OutputOptions,
): Promise<RejectedLines> {
  const { path } = options
  if (path === undefined) return tellFirst(surroundings.err)
  const { write, complete, discard } = await openOutput(surroundings, options)
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
      for (const { line, field, message } of refusals.slice(0, Math.max(0, told - count))) {
        printLine(err, `Line ${line}${field === '' ? '' : `, ${field}`}: ${message}`)
      }
      count += refusals.length
    },
    async complete() {
      if (count > told) printLine(err, 'More lines were rejected. Use --rejects <file> to list them all.')
    },
    discard: async () => undefined,
  }
}
