import * as z from 'zod/mini'

/**
 * A rep edits and deletes their own events, a manager any event of the application. Source: contract, "Authentication
 * and permissions".
 */
export const roles = ['rep', 'manager'] as const

export type Role = (typeof roles)[number]

/** A person of the application, who can log events and be assigned leads. */
export const userSchema = z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })

export type User = z.output<typeof userSchema>

/**
 * A user in the list of all current and former users: a `blocked` one cannot sign in, but their name is still shown
 * with their events.
 */
export const listedUserSchema = z.extend(userSchema, { blocked: z.boolean() })

export type ListedUser = z.output<typeof listedUserSchema>

/**
 * The extensions that a back end may support beyond the reference; the screen shows only what works. With `allLeads`,
 * the lead list without a search text contains every lead of the application with its state; otherwise only the leads
 * that were opened, and a search finds others. `changeStream`: `/session/changes` announces changes, which `sync` then
 * returns.
 */
export const capabilities = [
  'leads',
  'allLeads',
  'nameLeads',
  'users',
  'changes',
  'ifDeleted',
  'path',
  'history',
  'activity',
  'search',
  'recent',
  'overview',
  'leadCounts',
  'sync',
  'changeStream',
  'personalData',
  'imports',
] as const

export type Capability = (typeof capabilities)[number]

/** The signed-in user, and the capabilities of this back end. */
export const sessionSchema = z.object({
  user: z.nullable(z.extend(userSchema, { application: z.object({ id: z.string(), name: z.string() }) })),
  capabilities: z.array(z.enum(capabilities)),
  /** whether people can sign in with the organisation's account, by OpenID Connect */
  singleSignOn: z.boolean(),
  /** days for which a browser shows its cached responses while the service is unreachable; 0: never */
  offlineDays: z.int(),
  /** users of the demo, who sign in with one click; empty without the demo */
  demoPeople: z.array(userSchema),
})

export type Session = z.output<typeof sessionSchema>
