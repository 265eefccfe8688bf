import * as z from 'zod/mini'
import { importFields, mappingSchema } from './import-mapping.ts'

/** A column of a file with its first values, and the proposal for it. */
const importColumnSchema = z.object({
  name: z.string(),
  samples: z.array(z.string()),
  /** `ignored` if the system's columns of this name are not imported; `null` if the column needs a choice */
  field: z.nullable(z.enum([...importFields, 'ignored'])),
})

export type ImportColumn = z.output<typeof importColumnSchema>

/** What the service found in the beginning of a file: its format, its columns, and a mapping. */
export const importSourceSchema = z.object({
  format: z.enum(['csv', 'ndjson', 'export']),
  encoding: z.string(),
  compressed: z.boolean(),
  separator: z.optional(z.string()),
  columns: z.array(importColumnSchema),
  mapping: mappingSchema,
})

export type ImportSource = z.output<typeof importSourceSchema>

/** Equal errors of lines: how many, the first lines, and the value that they share. */
const problemGroup = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  value: z.optional(z.string()),
  count: z.int(),
  lines: z.array(z.int()),
})

export type ImportProblem = z.output<typeof problemGroup>

/** The result of a dry run: what an import with the same mapping would do. */
export const importReportSchema = z.object({
  written: z.int(),
  refused: z.int(),
  skipped: z.int(),
  known: z.int(),
  spaced: z.int(),
  missing: z.array(z.string()),
  unmapped: z.array(z.string()),
  leads: z.int(),
  owners: z.array(z.string()),
  statuses: z.array(z.string()),
  /** dates without a time */
  days: z.int(),
  /** the first events, as they will be */
  first: z.array(
    z.object({
      line: z.int(),
      lead: z.string(),
      leadName: z.nullable(z.string()),
      type: z.string(),
      date: z.string(),
      owner: z.string(),
      note: z.nullable(z.string()),
      status: z.nullable(z.string()),
      leadAssignee: z.nullable(z.string()),
    }),
  ),
  problems: z.array(problemGroup),
  /** errors that are not in a group, because there are too many groups */
  otherProblems: z.int(),
})

export type ImportReport = z.output<typeof importReportSchema>
