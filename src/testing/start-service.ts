import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { inject } from 'vitest'
import type { Instant } from '../contract/instant.ts'
import type { Backend } from '../service/core/backend.ts'
import type { AtokaConnection } from '../service/composition/open-backend.ts'
import { insertCredentials } from '../service/store/people/create-person.ts'
import type { SingleSignOnSettings } from '../service/http/session/oidc-provider.ts'
import { start, type StartedService, type StartOptions } from '../service/composition/start.ts'
import { openDatabase, type Database } from '../service/store/connection/database.ts'
import { tokenScopes } from '../contract/token-scope.ts'
import { insertToken } from '../service/store/applications/api-tokens.ts'
import { hashToken } from '../service/store/applications/hash-token.ts'
import { createApplication, type NewApplication } from '../service/store/applications/new-application.ts'
import { run, templateDatabase, type TestServer } from './postgres.ts'

/** The time of a test's clock until the test moves it. */
export const testNow: Instant = '2026-11-23T12:00:00.000Z'

/** The password of every user of a test. */
export const testPassword = 'correct horse battery staple'

/** Computed once for all users: a hash takes as long as the rest of a service's start. */
const passwordHash = hashPassword(testPassword)

const funnel = [
  { label: 'New', previous: null, sink: false, hidden: false },
  { label: 'Contacted', previous: 'New', sink: false, hidden: false },
  { label: 'Qualified', previous: 'Contacted', sink: false, hidden: false },
  { label: 'Won', previous: 'Qualified', sink: true, hidden: false },
  { label: 'Lost', previous: 'Qualified', sink: true, hidden: false },
  { label: 'Parked', previous: null, sink: false, hidden: true },
]

/** The application of most tests: two reps, a manager, and a funnel. */
export const acme: NewApplication = {
  id: 'acme',
  name: 'Acme',
  features: ['useLeadEventsSync'],
  token: 'acme-token',
  people: [
    { id: 'giulia', name: 'Giulia Rossi', role: 'rep' },
    { id: 'luca', name: 'Luca Conti', role: 'rep' },
    { id: 'marco', name: 'Marco Bianchi', role: 'manager' },
  ],
  statusCollection: { id: 'funnel-1', statuses: funnel },
}

/** The token of a test's application that has all scopes, including the one for personal data. */
export const fullToken = (application: 'acme' | 'other') => `${application}-full-token`

/** Another application, without the feature for `sync`. */
export const other: NewApplication = {
  id: 'other',
  name: 'Other',
  features: [],
  token: 'other-token',
  people: [{ id: 'olga', name: 'Olga Neri', role: 'manager' }],
  statusCollection: { id: 'funnel-9', statuses: funnel },
}

export interface TestService extends StartedService {
  /** the database, with the owner's access to every application */
  readonly database: Database
  /** sets the service's clock */
  setNow(now: Instant): void
  /** the errors that the service reported; a test that expects none can check this */
  readonly reported: unknown[]
  /** Starts a second service on the same database, like another process; `options` override those of the first. */
  secondInstance(options?: TestServiceOptions): Promise<TestService>
}

export interface TestServiceOptions {
  /** IDs of additional reps of `acme` */
  readonly people?: readonly string[]
  /** a running clock, instead of one that stays at `testNow` until the test moves it */
  readonly clock?: (() => Instant) | undefined
  /** whether the service compares its clock with the database's; default: no */
  readonly comparesClocks?: boolean
  /** maximum number of requests per user and per token in ten seconds; default: unlimited */
  readonly rateLimit?: number
  /** whether browsers use TLS, so that cookies are `Secure`; default: no */
  readonly secureCookies?: boolean
  /** the contact for security reports */
  readonly securityContact?: string
  readonly singleSignOn?: SingleSignOnSettings | undefined
  readonly auditDays?: StartOptions['auditDays']
  /** delays a sign-in attempt; by default no time passes */
  readonly waitAtSignIn?: StartOptions['waitAtSignIn']
  /** creates the tokens of links */
  readonly makeToken?: (() => string) | undefined
  /** replaces or wraps the store */
  readonly backend?: ((store: Backend) => Backend) | undefined
  /** receives each audit entry that a request has written */
  readonly audited?: StartOptions['audited']
  /** the Atoka API or a fake of it */
  readonly atoka?: AtokaConnection | undefined
  /** the address that the service uses for the database, such as a proxy's */
  readonly databaseAddress?: Pick<TestServer, 'host' | 'port'> | undefined
}

/**
 * Starts the real service on a database of its own, with `acme` and `other` in it. In vitest's project `atoka`, its
 * back end is a second service, used through the Atoka client.
 */
export async function startService(options: TestServiceOptions = {}): Promise<TestService> {
  return starterOf(options)
}

type StartService = (options: TestServiceOptions) => Promise<TestService>

let starterOf: StartService = startOnStore

/** Makes `startService` start another kind of service, for the set-up of a vitest project. */
export function overrideStartService(starter: StartService): void {
  starterOf = starter
}

/** Starts the real service on a database of its own, in every project. */
export async function startOnStore(options: TestServiceOptions = {}): Promise<TestService> {
  const { connection, drop } = await createTestDatabase()
  const started = await startServiceOn(connection, options)
  await createTestApplications(started.database, options.people)
  return {
    ...started,
    async close() {
      await started.close()
      await drop()
    },
  }
}

/** Creates a migrated database for one test, and a function that drops it. */
export async function createTestDatabase() {
  const server = inject('postgres')
  const databaseName = `test_${randomBytes(6).toString('hex')}`
  await run(server, `create database ${databaseName} template ${templateDatabase}`)
  return {
    connection: { ...server, database: databaseName },
    drop: async () => run(server, `drop database ${databaseName} with (force)`),
  }
}

/** Creates `acme` and `other`, with users who can sign in. */
export async function createTestApplications(
  database: Database,
  additionalReps: readonly string[] = [],
): Promise<void> {
  const reps = additionalReps.map((id) => ({ id, name: id, role: 'rep' as const }))
  await database.transaction(async (transaction) => {
    for (const application of [{ ...acme, people: [...acme.people, ...reps] }, other]) {
      await createApplication(transaction, application)
      for (const person of application.people) {
        await insertCredentials(transaction, {
          name: person.name,
          email: `${person.id}@example.test`,
          passwordHash: await passwordHash,
          applicationId: application.id,
          applicationUserId: person.id,
        })
      }
    }
    for (const application of ['acme', 'other'] as const) {
      const hash = hashToken(fullToken(application))
      await insertToken(transaction, application, testNow, {
        name: 'full',
        hash,
        scopes: tokenScopes,
        expires: null,
      })
    }
  })
}

/** Starts the real service on an existing database. */
export async function startServiceOn(
  connection: TestServer,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const reported: unknown[] = []
  const database = openDatabase({ connection, connections: 2 })
  let now = testNow
  const started = await start({
    connection: { ...connection, ...options.databaseAddress },
    loopback: true,
    clock: options.clock ?? (() => now),
    comparesClocks: options.comparesClocks,
    rateLimit: options.rateLimit,
    secureCookies: options.secureCookies ?? false,
    securityContact: options.securityContact,
    singleSignOn: options.singleSignOn,
    auditDays: options.auditDays,
    waitAtSignIn: options.waitAtSignIn ?? (async () => undefined),
    makeToken: options.makeToken,
    audited: options.audited,
    wrapBackend: options.backend,
    atoka: options.atoka,
    report: (error) => reported.push(error),
  })
  return {
    ...started,
    database,
    reported,
    async close() {
      await database.close()
      await started.close()
    },
    setNow: (instant) => {
      now = instant
    },
    secondInstance: async (changed) => startServiceOn(connection, { ...options, ...changed }),
  }
}
