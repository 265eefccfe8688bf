import { open } from 'node:fs/promises'
import type { Refusal } from '../../store/event-import-lines.ts'
import { CommandError } from '../command-error.ts'
import { say } from '../print.ts'
import type { Surroundings } from '../surroundings.ts'

/** The report of refused lines, a row a fault. */
export interface Rejects {
  readonly add: (refusals: readonly Refusal[]) => Promise<void>
  readonly end: () => Promise<void>
}

/** Faults that are told at the terminal where no report was asked for. */
const told = 5

/** A report in a file: NDJSON where it is called that, else CSV. Without one, the first few are told on `err`. */
export async function openRejects(
  path: string | undefined,
  { err }: Pick<Surroundings, 'err'>,
): Promise<Rejects> {
  if (path === undefined) return tellFirst(err)
  const file = await open(path, 'w').catch(() => {
    throw new CommandError(`The file ${path} cannot be written.`)
  })
  const isJson = /\.(ndjson|jsonl)$/i.test(path)
  if (!isJson) await file.write('line,field,code,message\n')
  return {
    async add(refusals) {
      if (refusals.length > 0) await file.write(refusals.map(isJson ? jsonRow : csvRow).join(''))
    },
    end: async () => file.close(),
  }
}

function jsonRow(refusal: Refusal): string {
  return `${JSON.stringify(refusal)}\n`
}

function csvRow({ line, field, code, message }: Refusal): string {
  return `${line},${field},${code},"${message.replaceAll('"', '""')}"\n`
}

function tellFirst(err: Surroundings['err']): Rejects {
  let count = 0
  return {
    async add(refusals) {
      for (const { line, field, message } of refusals.slice(0, Math.max(0, told - count))) {
        say(err, `Line ${line}${field === '' ? '' : `, ${field}`}: ${message}`)
      }
      count += refusals.length
    },
    async end() {
      if (count > told) say(err, 'And more: --rejects <file> lists all.')
    },
  }
}
