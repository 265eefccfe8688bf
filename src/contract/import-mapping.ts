import * as z from 'zod/mini'
import { isTimeZone } from './time-zone.ts'

/** The encodings of files, by the names of the Encoding Standard. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

export type Encoding = (typeof encodings)[number]

/** The systems whose column names are known. */
export const systems = ['hubspot', 'salesforce', 'pipedrive', 'zoho', 'dynamics', 'leadline'] as const

export type System = (typeof systems)[number]

/** The fields that a column or a constant can fill. */
export const importFields = [
  'lead',
  'leadName',
  'type',
  'date',
  'time',
  'owner',
  'note',
  'status',
  'leadAssignee',
  'leadAssigneeRemove',
  'externalId',
  'deleted',
] as const

export type ImportField = (typeof importFields)[number]

/** The order of day, month and year in a date of digits. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** Returns the order of a format such as `dd/mm/yyyy`; its separators do not matter. */
export function parseDateFormat(format: string): DateOrder | undefined {
  const order = format
    .toLowerCase()
    .replace(/[^dmy]/g, '')
    .replace(/(.)\1+/g, '$1')
  return order === 'dmy' || order === 'mdy' || order === 'ymd' ? order : undefined
}

const field = z.enum(importFields, `expected one of ${importFields.join(', ')}`)
const table = z.record(z.string(), z.string())

/** How the columns of a file become the fields of events: docs/import-formats.md. */
export const mappingSchema = z.strictObject({
  version: z.literal(1),
  from: z.optional(z.enum(systems)),
  /** the column of a field; a column that is not listed is recognised by its name */
  columns: z.optional(z.partialRecord(field, z.string())),
  /** the values of fields that no column has */
  set: z.optional(z.partialRecord(field, z.string())),
  /** the note, with columns in braces; a line whose columns are all empty is omitted */
  note: z.optional(z.string()),
  /** the user IDs of owners and assignees that are neither an ID nor an email address nor a name of a user */
  owners: z.optional(table),
  /** the labels of statuses that are called differently in the file; an empty label means no status */
  statuses: z.optional(table),
  dates: z.optional(
    z
      .string()
      .check(z.refine((text) => parseDateFormat(text) !== undefined, 'expected for example dd/mm/yyyy')),
  ),
  zone: z.optional(
    z.string().check(z.refine(isTimeZone, 'expected a time zone such as Europe/Rome, or UTC')),
  ),
  html: z.optional(z.boolean()),
  longNotes: z.optional(z.enum(['reject', 'split'])),
  sameTime: z.optional(z.enum(['space', 'reject'])),
  older: z.optional(z.enum(['reject', 'append'])),
  leadFromName: z.optional(z.boolean()),
  /** the columns that are not imported, or `true` for all that have no field */
  ignoreColumns: z.optional(z.union([z.literal(true), z.array(z.string())])),
  encoding: z.optional(z.enum(encodings)),
  separator: z.optional(z.string().check(z.length(1))),
  quote: z.optional(z.string().check(z.maxLength(1))),
})

export type Mapping = z.output<typeof mappingSchema>
