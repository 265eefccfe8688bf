import * as z from 'zod/mini'
import { leadTypes, type Lead } from '../../../contract/lead.ts'
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

/** The longest name of a lead, in code points. */
const longestName = 500

/** Lines that are written in one transaction. */
const portion = 1_000

/** How an import of leads has ended; a lead that was there counts as written. */
export interface LeadSummary {
  readonly written: number
  readonly refused: number
  readonly skipped: number
}

type DirectoryLead = Pick<Lead, 'id' | 'type' | 'name'> & { readonly line: number }

/**
 * Takes on the leads of a file, and renames those that are there. To do it again changes nothing, so an import that
 * breaks off is simply run again. A check says what would be refused.
 */
export async function importLeads(
  surroundings: CliContext,
  connection: Connection,
  { applicationId, path, check }: { applicationId: string; path: string; check: boolean },
  rejects: RejectedLines,
): Promise<LeadSummary> {
  const source = await openSource(path, ['id', 'type'])
  const write = check ? checkLeads : upsertLeads
  const progress = startProgress(surroundings, check ? 'Checking' : 'Writing', source.size)
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
    if (surroundings.stop.aborted) {
      const done = check ? 'Nothing was written' : 'Run the command again to continue'
      throw new CommandError(`Stopped after ${pluralise(sum.written, 'lead')}. ${done}.`, 130)
    }
  }
  try {
    for await (const read of source.lines(progress.at)) {
      const lead = readLeadLine(read)
      // one statement cannot write a lead twice
      if (lead !== undefined && 'id' in lead && leads.has(lead.id)) await flush()
      if (lead === undefined) sum.skipped++
      else if ('faults' in lead) refusals.push(...lead.faults)
      else leads.set(lead.id, lead)
      if (leads.size + refusals.length >= portion) await flush()
    }
    await flush()
    await rejects.complete()
    return sum
  } finally {
    progress.end()
  }
}

function readLeadLine(read: SourceLine): DirectoryLead | { readonly faults: Refusal[] } | undefined {
  const { line } = read
  if ('fault' in read) return { faults: [{ line, field: '', code: 'malformed_line', message: read.fault }] }
  if ((read.fields['kind'] ?? 'lead') !== 'lead') return undefined
  const { data, error } = leadLine.safeParse(read.fields)
  const faults = (error?.issues ?? []).map((issue) => {
    const params: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
    return { line, field: issue.path.join('.'), code: String(params), message: issue.message }
  })
  const name = data?.name?.trim() ?? ''
  const isOneLine = !hasControlCharacter(name) && !hasBidiControl(name) && !/[\n\t]/.test(name)
  if (!isOneLine || countCodePoints(name) > longestName) {
    const message = `Must be one line of at most ${longestName} characters, without bidirectional control characters.`
    faults.push({ line, field: 'name', code: 'invalid_name', message })
  }
  if (data === undefined || faults.length > 0) return { faults }
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
