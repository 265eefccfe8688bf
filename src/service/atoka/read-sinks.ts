import * as z from 'zod/mini'
import type { AtokaClient } from './client.ts'
import { lenient } from './lenient.ts'

const statusesSchema = z.object({
  items: z.array(lenient(z.object({ label: z.string(), sink: z.literal(true) }), undefined)),
})

/** The statuses that end Atoka's funnel: a lead that is won or lost has not gone quiet. */
export async function readSinks(client: AtokaClient, appUserId: string | undefined): Promise<string[]> {
  const { data } = statusesSchema.safeParse(await client.read('/v2/leadevents/statuses', {}, appUserId))
  return (data?.items ?? []).flatMap((status) => (status === undefined ? [] : [status.label]))
}
