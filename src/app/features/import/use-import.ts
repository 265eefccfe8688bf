import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { maxImportPartBytes, type ImportAction } from '../../../contract/import.ts'
import { importSchema, type Import } from '../../../contract/import-job.ts'
import type { Mapping } from '../../../contract/import-mapping.ts'
import { request } from '../../shared/api/client.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { queryKeys } from '../../shared/api/query-keys.ts'

/** Milliseconds between two questions for the progress. */
const pollEveryMs = 1_000

/** The attempts for a part of a file, and the pause between two of them. */
const maxAttempts = 10
const retryAfterMs = 2_000

const query = () =>
  queryOptions({
    queryKey: queryKeys.import,
    queryFn: async ({ signal }) =>
      z.nullable(importSchema).parse((await request('getImport', { signal, isFresh: true })).item),
    refetchInterval: ({ state: { data } }) => (isWorking(data) ? pollEveryMs : false),
    staleTime: 0,
  })

/** Whether the service works on an import, or another tab may be uploading its file. */
function isWorking(item: Import | null | undefined): boolean {
  return item !== null && item !== undefined && working.some((state) => state === item.state)
}

const working = ['uploading', 'reading', 'checking', 'running'] as const satisfies readonly Import['state'][]

/** The import of the application; its progress while the service works on it. */
export const useGetImport = () => useQuery(query())

/** Uploads a file in parts. A file whose upload was interrupted is continued. */
export function useUploadImport() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (file: File) => {
      const before = queryClient.getQueryData(query().queryKey)
      const name = file.name.slice(-200)
      let item =
        before?.state === 'uploading' && before.file === name && before.size === file.size
          ? before
          : importSchema.parse(
              (await request('createImport', { body: { file: name, size: file.size } })).item,
            )
      while (item.received < file.size && item.state === 'uploading') {
        store(queryClient, item)
        item = await uploadPart(item, file)
      }
      return item
    },
    onSuccess: (item) => store(queryClient, item),
    onSettled: async () => queryClient.invalidateQueries(query()),
  })
}

async function uploadPart({ id, received }: Import, file: File): Promise<Import> {
  const upload = file.slice(received, received + maxImportPartBytes)
  for (let attempt = 1; ; attempt++) {
    try {
      // each part needs the response to the one before
      // oxlint-disable-next-line no-await-in-loop
      const { item } = await request('uploadImport', { id, query: { offset: received }, upload })
      return importSchema.parse(item)
    } catch (error) {
      const { status, retryAfter = retryAfterMs } = toProblem(error)
      const isTransient = status === 0 || status === 429 || status >= 500
      if (!isTransient || attempt >= maxAttempts) throw error
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => {
        setTimeout(resolve, retryAfter)
      })
    }
  }
}

/** Checks, starts, continues or stops the import. */
export function useChangeImport() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({
      id,
      ...body
    }: {
      readonly id: number
      readonly action: ImportAction
      readonly mapping?: Mapping
    }) => importSchema.parse((await request('changeImport', { id, body })).item),
    onSuccess: (item) => store(queryClient, item),
    // a response to an earlier question must not stay
    onSettled: async () => queryClient.invalidateQueries(query()),
  })
}

/** Discards the import. */
export function useDeleteImport() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) => request('deleteImport', { id }),
    onSuccess: () => queryClient.setQueryData(query().queryKey, null),
    onSettled: async () => queryClient.invalidateQueries(query()),
  })
}

function store(queryClient: QueryClient, item: Import): void {
  queryClient.setQueryData(query().queryKey, item)
}
