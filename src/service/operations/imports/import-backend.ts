import { mappingSchema } from '../../../contract/import-mapping.ts'
import { importReportSchema } from '../../../contract/import-report.ts'
import type { ImportAction } from '../../../contract/import.ts'
import type { Import, ImportState } from '../../../contract/import-job.ts'
import type { ImportEndpoint, Operation, OperationRequest } from '../../core/backend.ts'
import type { SignedInCaller } from '../../core/caller.ts'
import { invalidRequest, Problem } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import type { Connection } from '../../store/connection/database.ts'
import {
  changeImportJob,
  discardImportJob,
  findImportJob,
  insertImportJob,
  insertImportPart,
  readImportFile,
  removeImportJob,
  type ImportJob,
} from '../../store/imports/import-jobs.ts'
import type { Context } from '../context.ts'

/** The dependencies of the operations on imports in the page. */
export interface ImportContext extends Pick<Context, 'database' | 'clock'> {
  /** lets the service look for work */
  readonly wake: () => void
}

/** A stored file, in parts that are read when they are needed. */
export interface StoredFile {
  readonly name: string
  readonly parts: AsyncGenerator<Buffer>
}

/** The operations on imports in the page: for managers with a session. */
export type ImportBackend = {
  readonly [Name in Exclude<ImportEndpoint, 'uploadImport' | 'getRejectedLines'>]: Operation<Name>
} & {
  readonly uploadImport: (
    caller: SignedInCaller,
    request: OperationRequest<'uploadImport'>,
    content: Buffer,
  ) => Promise<{ item: Import }>
  readonly getRejectedLines: (
    caller: SignedInCaller,
    request: OperationRequest<'getRejectedLines'>,
  ) => Promise<StoredFile>
}

/** The states in which an import can be replaced by another: nothing is in progress. */
const replaceable: readonly ImportState[] = ['uploading', 'mapping', 'checked', 'failed', 'done']

/** The states that permit an action, and the next state. */
const transitions: Readonly<Record<ImportAction, { from: readonly ImportState[]; to: ImportState }[]>> = {
  check: [{ from: ['mapping', 'checked', 'failed'], to: 'checking' }],
  start: [{ from: ['checked', 'stopped', 'failed'], to: 'running' }],
  stop: [
    { from: ['running'], to: 'stopped' },
    { from: ['checking'], to: 'mapping' },
  ],
}

/** Creates these operations. A request only records what a manager wants; `imports/import-worker.ts` does the work. */
export function createImportBackend({ database, clock, wake }: ImportContext): ImportBackend {
  const change = async (
    caller: SignedInCaller,
    id: string,
    action: ImportAction,
    mapping?: Readonly<Record<string, unknown>>,
  ) => {
    const applicationId = caller.application.id
    return database.of(applicationId).transaction(async (connection) => {
      const job = await requireJob(connection, applicationId, id)
      if (action === 'start') requireComplete(job)
      for (const transition of transitions[action]) {
        const changed = await changeImportJob(connection, applicationId, job.id, { ...transition, mapping })
        if (changed === undefined) continue
        if (action === 'start') await auditImport(connection, caller)
        return changed
      }
      throw new Problem('conflict', notNow[action])
    })
  }

  const auditImport = async (connection: Connection, caller: SignedInCaller) =>
    audit(connection, clock(), {
      applicationId: caller.application.id,
      actor: actorOf(caller),
      action: 'events.import',
      target: { kind: 'application', id: caller.application.id },
    })

  return {
    getImport: async ({ application }) => {
      const job = await findImportJob(database.of(application.id), application.id)
      return { item: job === undefined ? null : shown(job) }
    },

    createImport: async ({ application, user }, { body }) => {
      const created = await database.of(application.id).transaction(async (connection) => {
        const before = await findImportJob(connection, application.id)
        const isReplaceable = before !== undefined && replaceable.some((state) => state === before.state)
        if (before !== undefined && isReplaceable)
          await removeImportJob(connection, application.id, before.id)
        return insertImportJob(connection, application.id, { ...body, createdBy: user.id })
      })
      if (created === undefined)
        throw new Problem(
          'conflict',
          'Another import into your application has not ended. Wait until it ends, or discard it.',
        )
      return { item: required(created) }
    },

    uploadImport: async ({ application }, { id, query: { offset } }, content) => {
      const scoped = database.of(application.id)
      if (content.length > 0)
        await insertImportPart(scoped, application.id, { id: toId(id), offset, content })
      const job = await requireJob(scoped, application.id, id)
      if (job.state === 'reading') wake()
      return { item: required(job) }
    },

    changeImport: async (caller, { id, body: { action, mapping } }) => {
      if (action === 'check') requireMapping(mapping)
      const job = await change(caller, id, action, action === 'check' ? mapping : undefined)
      wake()
      return { item: required(job) }
    },

    deleteImport: async ({ application }, { id }) => {
      const scoped = database.of(application.id)
      const job = await requireJob(scoped, application.id, id)
      await discardImportJob(scoped, application.id, job.id)
      wake()
    },

    getRejectedLines: async ({ application }, { id }) => {
      const scoped = database.of(application.id)
      const job = await requireJob(scoped, application.id, id)
      if (job.state !== 'done' || job.result?.refused === 0)
        throw new Problem('not_found', 'This import has no rejected lines, or has not ended.')
      return {
        name: `rejected-${job.file.replace(/\.gz$/i, '')}`,
        parts: readImportFile(scoped, application.id, 'rejected'),
      }
    },
  }
}

const notNow: Readonly<Record<ImportAction, string>> = {
  check: 'The import cannot be checked in its present state. Load it again.',
  start: 'The import cannot be started in its present state. Check the file first.',
  stop: 'The import is not in progress. Load it again.',
}

function toId(id: string): number {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0
}

async function requireJob(connection: Connection, applicationId: string, id: string): Promise<ImportJob> {
  const job = await findImportJob(connection, applicationId)
  if (job === undefined || job.state === 'discarded' || job.id !== toId(id))
    throw new Problem('not_found', 'This import does not exist. It was discarded or replaced by another one.')
  return job
}

/** Requires a dry run with the stored mapping that left no choice open. */
function requireComplete({ report }: ImportJob): void {
  const { data } = importReportSchema.safeParse(report)
  const open = [...(data?.missing ?? []), ...(data?.unmapped ?? [])]
  if (data === undefined) throw new Problem('conflict', notNow.start)
  if (open.length > 0)
    throw new Problem(
      'conflict',
      `Choose a column or a value for ${open.join(', ')}, and check the file again.`,
    )
}

function requireMapping(mapping: unknown): void {
  const { error } = mappingSchema.safeParse(mapping)
  if (error === undefined) return
  throw invalidRequest(
    error.issues.map(({ path, message }) => ({
      field: ['mapping', ...path].join('.'),
      code: 'out_of_range' as const,
      message,
    })),
  )
}

function shown(job: ImportJob): Import | null {
  const { state, ...rest } = job
  return state === 'discarded' ? null : { ...rest, state }
}

function required(job: ImportJob): Import {
  const item = shown(job)
  if (item === null) throw new Problem('not_found', 'This import was discarded.')
  return item
}
