import * as z from 'zod/mini'
import { leadNameLimit, leadTypes, type Lead } from '../../../contract/lead.ts'
import { countCodePoints, hasControlCharacter, hasBidiControl } from '../../../contract/text.ts'
import { newLeadId, oneOf, optional, required, text } from '../../../contract/params.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { Refusal } from '../../store/imports/event-import-lines.ts'
import { checkLeads, upsertLeads } from '../../store/imports/imported-events.ts'
import { CommandError } from '../command-error.ts'
import { pluralise } from '../print.ts'
import { startProgress } from '../progress.ts'
import type { CliContext } from '../cli-context.ts'
import type { RejectedLines } from './rejected-lines.ts'
import { openSource } from './source.ts'
import type { SourceLine } from './source-line.ts'

const leadLine = z.object({ id: required(newLeadId), type: required(oneOf(leadTypes)), name: optional(text) })

/** The number of lines written in one transaction. */
const chunkSize = 1_000

/** The result of an import of leads; an existing lead counts as written. */
export interface LeadSummary {
  readonly written: number
  readonly refused: number
  readonly skipped: number
}

type DirectoryLead = Pick<Lead, 'id' | 'type' | 'name'> & { readonly line: number }

/**
 * Creates the leads of a file, and renames existing ones. Repeating it changes nothing, so an interrupted import is
 * simply run again. A check reports the lines that would be rejected.
 */
export async function importLeads(
  cli: CliContext,
  connection: Connection,
  { applicationId, path, check }: { applicationId: string; path: string; check: boolean },
  rejects: RejectedLines,
): Promise<LeadSummary> {
  const source = await openSource(path, ['id', 'type'])
  const write = check ? checkLeads : upsertLeads
  const progress = startProgress(cli, check ? 'Checking' : 'Writing', source.size)
  const sum = { written: 0, refused: 0, skipped: 0 }
  let leads = new Map<string, DirectoryLead>()
  let refusals: Refusal[] = []
  const flush = async () => {
    const accepted = await write(connection, applicationId, [...leads.values()])
    const others = [...leads.values()].filter(({ id }) => !accepted.has(id))
    refusals.push(...others.map(({ line, type }) => typeDiffers(line, type)))
    sum.written += accepted.size
    sum.refused += new Set(refusals.map(({ line }) => line)).size
    await rejects.add(refusals.toSorted((a, b) => a.line - b.line))
    leads = new Map()
    refusals = []
    if (cli.stop.aborted) {
      const done = check ? 'Nothing was written' : 'Run the command again to continue'
      throw new CommandError(`Stopped after ${pluralise(sum.written, 'lead')}. ${done}.`, 130)
    }
  }
  try {
    for await (const read of source.lines(progress.at)) {
      const lead = readLeadLine(read)
      // one statement cannot write the same lead twice
      if (lead !== undefined && 'id' in lead && leads.has(lead.id)) await flush()
      if (lead === undefined) sum.skipped++
      else if ('errors' in lead) refusals.push(...lead.errors)
      else leads.set(lead.id, lead)
      if (leads.size + refusals.length >= chunkSize) await flush()
    }
    await flush()
    await rejects.complete()
    return sum
  } finally {
    progress.end()
  }
}

function readLeadLine(read: SourceLine): DirectoryLead | { readonly errors: Refusal[] } | undefined {
  const { line } = read
  if ('error' in read) return { errors: [{ line, field: '', code: 'malformed_line', message: read.error }] }
  if ((read.fields['kind'] ?? 'lead') !== 'lead') return undefined
  const { data, error } = leadLine.safeParse(read.fields)
  const errors = (error?.issues ?? []).map((issue) => {
    const params: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
    return { line, field: issue.path.join('.'), code: String(params), message: issue.message }
  })
  const name = data?.name?.trim() ?? ''
  const isOneLine = !hasControlCharacter(name) && !hasBidiControl(name) && !/[\n\t]/.test(name)
  if (!isOneLine || countCodePoints(name) > leadNameLimit) {
    const message = `Must be one line of at most ${leadNameLimit} characters, without bidirectional control characters.`
    errors.push({ line, field: 'name', code: 'invalid_name', message })
  }
  if (data === undefined || errors.length > 0) return { errors }
  return { line, id: data.id, type: data.type, name: name === '' ? null : name }
}

function typeDiffers(line: number, type: Lead['type']): Refusal {
  const other = leadTypes.find((one) => one !== type)
  return {
    line,
    field: 'type',
    code: 'type_differs',
    message: `This lead is a ${other}. Use type=${other}.`,
  }
}
