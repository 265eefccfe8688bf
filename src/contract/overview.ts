import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { leadSchema, leadStateSchema, leadTypes } from './lead.ts'

/** What an event can change on its lead; `firstEvent`: it is the lead's first. */
export const eventEffects = ['status', 'leadAssignee', 'firstEvent'] as const

export type EventEffect = (typeof eventEffects)[number]

/** Leads in one status; days are those of the requested time zone. */
export const statusFiguresSchema = z.object({
  /** `null`: leads without a status */
  status: z.nullable(z.string()),
  open: z.boolean(),
  leads: z.int(),
  /** since the current status began, for the lead in the middle; `null` without a status */
  medianDays: z.nullable(z.int()),
  /** since the current status began, for the lead that has had it longest; `null` without a status */
  longestDays: z.nullable(z.int()),
})

export type StatusFigures = z.output<typeof statusFiguresSchema>

/** Open leads that one person is assigned, and the events that they logged. */
export const personFiguresSchema = z.object({
  /** `null`: open leads without an assignee */
  id: z.nullable(z.string()),
  /** `null` if the assignee is no user of the application */
  name: z.nullable(z.string()),
  open: z.int(),
  quiet: z.int(),
  /** the latest event of the lead that has been quiet longest */
  quietest: z.nullable(instantSchema),
  loggedToday: z.int(),
  loggedThisWeek: z.int(),
})

export type PersonFigures = z.output<typeof personFiguresSchema>

/** A lead that changed, with its state before and after all changes since an instant. */
export const changedLeadSchema = z.object({
  lead: z.string(),
  type: z.enum(leadTypes),
  name: z.nullable(z.string()),
  /** the latest event that changed the lead */
  event: z.int(),
  /** the date of that event */
  date: instantSchema,
  /** the person who logged that event */
  owner: z.object({ id: z.string(), name: z.string() }),
  from: leadStateSchema,
  to: leadStateSchema,
  /** whether the lead's first event is among the changes */
  isNew: z.boolean(),
})

export type ChangedLead = z.output<typeof changedLeadSchema>

/** What changed since an instant. */
export const recentChangesSchema = z.object({
  since: instantSchema,
  /** events that changed a status */
  statusChanges: z.int(),
  /** events that changed an assignee */
  assigneeChanges: z.int(),
  /** first events of leads */
  firstEvents: z.int(),
  /** the status changes by the status that they set */
  statuses: z.array(z.object({ status: z.string(), statusChanges: z.int() })),
  /** leads that changed */
  leads: z.int(),
  /** the leads that changed last, newest first */
  items: z.array(changedLeadSchema),
})

export type RecentChanges = z.output<typeof recentChangesSchema>

/** The figures of the first screen. */
export const overviewSchema = z.object({
  /** the user whose figures these are; `null`: the whole application */
  user: z.nullable(z.string()),
  timeZone: z.string(),
  /** the first instant of today in the time zone */
  today: instantSchema,
  /** the first instant of this week's Monday in the time zone */
  week: instantSchema,
  /** an open lead is quiet if its latest event is not after this instant */
  quietSince: instantSchema,
  leads: z.int(),
  open: z.int(),
  quiet: z.int(),
  /** in the order of the status collection, then others by label, then leads without a status */
  statuses: z.array(statusFiguresSchema),
  /** the open leads that have had their status longest, longest first */
  longest: z.array(leadSchema),
  /** by number of open leads, then of events this week */
  people: z.array(personFiguresSchema),
  /** the number of people, of whom `people` has at most 200 */
  peopleCount: z.int(),
  loggedToday: z.int(),
  loggedThisWeek: z.int(),
  changes: recentChangesSchema,
})

export type Overview = z.output<typeof overviewSchema>

/** Leads in `longest`. */
export const maxLongestLeads = 10

/** Leads in `changes.items`. */
export const maxChangedLeads = 10

/** People in `people`: an assignee need not be a user, so that there can be any number. */
export const maxListedPeople = 200
