import { expect, it } from 'vitest'
import { mappingSchema, type Mapping } from '../../../contract/import-mapping.ts'
import type { ImportSource } from '../../../contract/import-report.ts'
import { chooseColumn, columnsWith, toChoices, toMapping } from './import-choices.ts'

const mapping: Mapping = {
  version: 1,
  from: 'hubspot',
  columns: { lead: 'Company ID', date: 'Activity date' },
  note: '{Title}\nOutcome: {Outcome}',
}

const source: ImportSource = {
  format: 'csv',
  encoding: 'utf-8',
  compressed: false,
  separator: ',',
  mapping,
  columns: [
    { name: 'Company ID', field: 'lead', samples: ['1'] },
    { name: 'Activity date', field: 'date', samples: [] },
    { name: 'Title', field: 'note', samples: [] },
    { name: 'Outcome', field: 'note', samples: [] },
    { name: 'Modified', field: 'ignored', samples: [] },
    { name: 'Code', field: null, samples: [] },
  ],
}

const proposed = toChoices(mapping, source)

it('begins with the proposed mapping, and leaves unknown columns open', () => {
  expect(proposed.columns).toEqual({
    'Company ID': 'lead',
    'Activity date': 'date',
    Title: 'note',
    Outcome: 'note',
    Modified: 'ignored',
    Code: '',
  })
  expect(columnsWith(proposed, '')).toEqual(['Code'])
  expect(toMapping(proposed, source)).toEqual({ ...mapping, ignoreColumns: ['Modified'] })
})

it('keeps the template of the system unless the columns of the note change', () => {
  const more = toMapping(chooseColumn(proposed, 'Code', 'note'), source)
  expect(more.note).toBe('{Title}\n{Outcome}\n{Code}')
  const less = toMapping(chooseColumn(proposed, 'Outcome', 'ignored'), source)
  expect([less.note, less.columns?.note]).toEqual([undefined, 'Title'])
  expect(less.ignoreColumns).toEqual(['Outcome', 'Modified'])
})

it('gives a field one column, so that the other one needs a choice again', () => {
  const changed = chooseColumn(proposed, 'Code', 'lead')
  expect([changed.columns['Code'], changed.columns['Company ID']]).toEqual(['lead', ''])
  expect(toMapping(changed, source).columns).toEqual({ lead: 'Code', date: 'Activity date' })
})

it('uses a value for all lines only without a column', () => {
  const choices = { ...proposed, type: 'company' as const, owner: 'giulia' }
  expect(toMapping(choices, source).set).toEqual({ type: 'company', owner: 'giulia' })
  expect(toMapping(chooseColumn(choices, 'Code', 'type'), source).set).toEqual({ owner: 'giulia' })
})

it('returns to the same choices from the mapping that the service stores', () => {
  const choices = {
    ...chooseColumn(proposed, 'Code', 'ignored'),
    dates: 'dd/mm/yyyy' as const,
    zone: 'Europe/Rome',
    splitsLongNotes: true,
    appendsOlder: true,
    namesLeads: true,
    owners: { Luca: 'luca', Anna: 'giulia' },
    statuses: { Open: '' },
  }
  const stored = mappingSchema.parse(toMapping(choices, source))
  expect(toMapping(toChoices(stored, source), source)).toEqual(stored)
  expect(stored).toMatchObject({
    longNotes: 'split',
    older: 'append',
    leadFromName: true,
    statuses: { Open: '' },
  })
})

it('needs no columns for an export of Leadline', () => {
  const exported: ImportSource = {
    ...source,
    format: 'export',
    columns: [],
    mapping: { version: 1, from: 'leadline' },
  }
  expect(toMapping(toChoices(exported.mapping, exported), exported)).toEqual({ version: 1, from: 'leadline' })
})
