import * as z from 'zod/mini'

/** A status that an application's events can set. Source: reference, "Lead Statuses List". */
export const leadStatusSchema = z.object({
  label: z.string(),
  /** the label of the previous status of the funnel; `null` for a first one */
  previous: z.nullable(z.string()),
  /** a final status: won, lost */
  sink: z.boolean(),
  /** accepted from API clients, but not offered by the screen */
  hidden: z.boolean(),
})

export type LeadStatus = z.output<typeof leadStatusSchema>
