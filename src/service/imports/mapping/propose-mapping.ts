import { systems, type Mapping, type System } from '../../../contract/import-mapping.ts'
import type { ImportColumn, ImportSource } from '../../../contract/import-report.ts'
import type { Source } from '../source/open-source.ts'
import type { SourceRecord } from '../source/source-record.ts'
import { resolveColumns, templateOf, type ResolvedColumns } from './resolve-columns.ts'

const maxSamples = 3
const maxSampleLength = 80

/** Reads the beginning of a file, and proposes a mapping: that of the system whose column names fit best. */
export async function proposeMapping(source: Source): Promise<ImportSource> {
  const { csv, isExport, encoding, isCompressed } = source
  const format = isExport ? 'export' : csv === undefined ? 'ndjson' : 'csv'
  const names = isExport ? [] : source.columns.filter((name) => name !== '')
  const from = isExport ? 'leadline' : bestSystem(names)
  const resolved = resolveColumns({ version: 1, from }, names)
  const records = isExport ? [] : await firstRecords(source)
  return {
    format,
    encoding,
    compressed: isCompressed,
    ...(csv !== undefined && { separator: csv.separator }),
    columns: names.map((name) => ({
      name,
      field: fieldOf(name, resolved),
      samples: records.flatMap((record) => sampleOf(record, name)).slice(0, maxSamples),
    })),
    mapping: mappingOf(from, resolved),
  }
}

/** Returns the system with the fewest missing fields, then the fewest columns without a field. */
function bestSystem(names: readonly string[]): System {
  const ranked = systems
    .map((from) => ({ from, ...resolveColumns({ version: 1, from }, names) }))
    .toSorted(
      (a, b) =>
        a.missing.length - b.missing.length ||
        a.unmapped.length - b.unmapped.length ||
        b.fields.size - a.fields.size,
    )
  return ranked[0]?.from ?? 'leadline'
}

function fieldOf(name: string, { fields, note, unmapped }: ResolvedColumns): ImportColumn['field'] {
  const field = [...fields].find(([, column]) => column === name)?.[0]
  if (field !== undefined) return field
  if (note.flat().some((item) => typeof item !== 'string' && item.column === name)) return 'note'
  return unmapped.includes(name) ? null : 'ignored'
}

function mappingOf(from: System, { fields, note }: ResolvedColumns): Mapping {
  return {
    version: 1,
    from,
    columns: Object.fromEntries(fields),
    ...(note.length > 0 && { note: note.map(templateOf).join('\n') }),
  }
}

async function firstRecords(source: Source): Promise<SourceRecord[]> {
  const records: SourceRecord[] = []
  for await (const record of source.records()) {
    records.push(record)
    // some of the first records may have empty cells
    if (records.length >= 10 * maxSamples) break
  }
  return records
}

function sampleOf(record: SourceRecord, name: string): string[] {
  const value = 'error' in record ? undefined : record.fields[name]
  if (value === undefined || value === null || value === '') return []
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [text.trim().slice(0, maxSampleLength).toWellFormed().replaceAll('\0', '')]
}
