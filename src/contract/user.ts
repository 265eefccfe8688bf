import * as z from 'zod/mini'

/** A rep edits and deletes own events, a manager any of the application's. Source: contract, "Who is calling". */
export const roles = ['rep', 'manager'] as const

export type Role = (typeof roles)[number]

/** A person of the application, who can log events and be assigned leads. */
export const userSchema = z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })

export type User = z.output<typeof userSchema>

/** The same in a list of all who ever were: `blocked` may not come in, and is known by name for what they logged. */
export const listedUserSchema = z.extend(userSchema, { blocked: z.boolean() })

export type ListedUser = z.output<typeof listedUserSchema>

/**
 * The extensions that a back end may have beyond the reference; the screen shows only what works. `allLeads`: without
 * words every lead of the application is listed, with how it stands; else those that were opened, and words find others.
 */
export const capabilities = [
  'leads',
  'allLeads',
  'users',
  'changes',
  'ifDeleted',
  'path',
  'history',
  'activity',
  'search',
  'sync',
  'personalData',
] as const

export type Capability = (typeof capabilities)[number]

/** Who is signed in, and what this back end can do. */
export const sessionSchema = z.object({
  user: z.nullable(z.extend(userSchema, { application: z.object({ id: z.string(), name: z.string() }) })),
  capabilities: z.array(z.enum(capabilities)),
  /** whether people can sign in with the organisation's account, by OpenID Connect */
  singleSignOn: z.boolean(),
  /** days for which a browser shows what it read last, where the service cannot be reached; 0: not at all */
  offlineDays: z.int(),
  /** people of the demo, who sign in with one press; empty without the demo */
  demoPeople: z.array(userSchema),
})

export type Session = z.output<typeof sessionSchema>
