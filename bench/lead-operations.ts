import { shiftInstant, toInstant } from '../src/contract/instant.ts'
import type { LeadSort } from '../src/contract/lead.ts'
import { countLeads } from '../src/service/store/leads/lead-counts.ts'
import { listLeads } from '../src/service/store/leads/leads.ts'
import { application, people } from './load/application.ts'
import { commonName, legalForm, rareName } from './load/generate-leads.ts'
import { overview, withToken, type Operation } from './operations.ts'

/** The filters of the picker that are measured. */
interface PickerFilter {
  readonly q?: string
  readonly leadAssignee?: string
  readonly status?: readonly string[]
  readonly open?: boolean
  readonly quietSince?: string
  readonly sort?: LeadSort
}

const page = { offset: 0, limit: 50 }
const person = people[0]?.id ?? ''
const everyone = people.map(({ id }) => id)

/** Returns what the picker and the first screen request. */
export async function findLeadOperations(): Promise<Operation[]> {
  const quietSince = shiftInstant(toInstant(Date.now()), -30 * 86_400_000)
  return [
    picker('recent leads', { sort: 'recent' }),
    picker('leads of one user', { leadAssignee: person, sort: 'recent' }),
    picker('leads in one status', { status: ['Contacted'], sort: 'recent' }),
    picker('quiet leads of one user', { leadAssignee: person, quietSince, sort: 'quiet' }),
    picker('longest in their status', { open: true, sort: 'longest' }),
    picker('leads by name', { sort: 'name' }),
    picker('find: one letter', { q: 'm' }),
    picker('find: a common word', { q: legalForm }),
    picker('find: two common words', { q: `${legalForm} ${commonName}` }),
    picker('find: a rare word', { q: rareName }),
    counts('counts of each filter', quietSince),
    overview(),
  ]
}

function picker(name: string, filter: PickerFilter): Operation {
  const { status = [], ...others } = filter
  const path = withToken(`/v2/leads?${searchOf({ ...others, status: status.join(), ...page })}`)
  return {
    name,
    kind: 'picker',
    request: () => ({ path }),
    throughDriver: async (driver) => listLeads(driver, application.id, { ...filter, ...page }),
  }
}

function counts(name: string, quietSince: string): Operation {
  const path = withToken(`/v2/leadcounts?${searchOf({ assignees: everyone.join(), quiet: quietSince })}`)
  const filter = { unassigned: false, withoutStatus: false, open: false, assignees: everyone }
  return {
    name,
    kind: 'picker',
    request: () => ({ path }),
    throughDriver: async (driver) => countLeads(driver, application.id, { ...filter, quiet: [quietSince] }),
  }
}

function searchOf(parameters: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}
