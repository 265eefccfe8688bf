import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'

/**
 * The states of an import in the page. The service reads the columns of a file that is complete (`reading`); a manager
 * maps them (`mapping`) and starts a dry run (`checking`, `checked`), then the import (`running`). A stopped import can
 * continue; a failed one needs another mapping or file.
 */
const importStates = [
  'uploading',
  'reading',
  'mapping',
  'checking',
  'checked',
  'running',
  'stopped',
  'failed',
  'done',
] as const

export type ImportState = (typeof importStates)[number]

/** The phases of the work of the service. */
const importPhases = ['reading', 'checking', 'writing'] as const

/** An import in the page; an application has at most one. `source` and `report` are in `import-report.ts`. */
export const importSchema = z.object({
  id: z.int(),
  /** the name of the file */
  file: z.string(),
  size: z.int(),
  /** the number of bytes that the service has: the offset of the next part */
  received: z.int(),
  state: z.enum(importStates),
  /** the ID of the manager who uploaded the file */
  createdBy: z.string(),
  created: instantSchema,
  /** whether no service works on it although its state requires that, such as during a restart */
  interrupted: z.boolean(),
  progress: z.nullable(z.object({ phase: z.enum(importPhases), value: z.number(), total: z.number() })),
  /** the mapping of the last dry run */
  mapping: z.nullable(z.unknown()),
  /** the format, the columns and a proposed mapping */
  source: z.nullable(z.unknown()),
  /** the result of the last dry run */
  report: z.nullable(z.unknown()),
  /** the result of the import */
  result: z.nullable(
    z.object({
      written: z.int(),
      refused: z.int(),
      skipped: z.int(),
      known: z.int(),
      spaced: z.int(),
    }),
  ),
  /** why it failed, in a sentence */
  error: z.nullable(z.string()),
})

export type Import = z.output<typeof importSchema>
