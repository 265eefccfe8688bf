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

/** The moment at which a test's clock stands, until it is moved. */
export const testNow: Instant = '2026-11-23T12:00:00.000Z'

/** The password of every person of a test. */
export const testPassword = 'correct horse battery staple'

/** Made once for all of them: a hash takes as long as everything else of a service's start. */
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

/** The token of an application of a test that has all scopes, the one for personal data too. */
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
  /** the database as its owner sees it: every application */
  readonly database: Database
  /** moves the service's clock */
  setNow(now: Instant): void
  /** the errors that the service reported; a test that expects none can say so */
  readonly reported: unknown[]
  /** Starts a second service on the same database, as another process would be; `options` are what it has otherwise. */
  another(options?: TestServiceOptions): Promise<TestService>
}

export interface TestServiceOptions {
  /** ids of more reps of `acme` */
  readonly people?: readonly string[]
  /** a clock that runs, instead of one that stands at `testNow` until it is moved */
  readonly clock?: (() => Instant) | undefined
  /** whether the clock is compared with the database's; default no */
  readonly comparesClocks?: boolean
  /** requests of one person, and of one token, in ten seconds; any number unless told */
  readonly rateLimit?: number
  /** whether browsers are taken to reach it by TLS */
  readonly secureCookies?: boolean
  /** whom to tell of a fault */
  readonly securityContact?: string
  readonly singleSignOn?: SingleSignOnSettings | undefined
  /** lets an attempt to sign in wait; by default no time passes */
  readonly waitAtSignIn?: StartOptions['waitAtSignIn']
  /** makes the tokens of links */
  readonly makeToken?: (() => string) | undefined
  /** what the service has in place of its store */
  readonly backend?: ((store: Backend) => Backend) | undefined
  /** told each entry of the audit that a request has written */
  readonly audited?: StartOptions['audited']
  /** the real Atoka API, or what stands for it */
  readonly atoka?: AtokaConnection | undefined
  /** where the service finds its server, instead of at the server itself */
  readonly through?: Pick<TestServer, 'host' | 'port'> | undefined
}

/**
 * Starts the real service on a database of its own, with `acme` and `other` in it; in vitest's project `atoka` another one
 * before it, by way of the client for Atoka.
 */
export async function startService(options: TestServiceOptions = {}): Promise<TestService> {
  return startAs(options)
}

type StartService = (options: TestServiceOptions) => Promise<TestService>

let startAs: StartService = startOnStore

/** Has `startService` start another kind of service: the set-up of a vitest project. */
export function overrideStartService(starter: StartService): void {
  startAs = starter
}

/** Starts the real service on a database of its own, whichever project it is. */
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

/** A migrated database of a test's own, and how it goes. */
export async function createTestDatabase() {
  const server = inject('postgres')
  const databaseName = `test_${randomBytes(6).toString('hex')}`
  await run(server, `create database ${databaseName} template ${templateDatabase}`)
  return {
    connection: { ...server, database: databaseName },
    drop: async () => run(server, `drop database ${databaseName} with (force)`),
  }
}

/** Creates `acme` and `other`, with people who can sign in. */
export async function createTestApplications(
  database: Database,
  more: readonly string[] = [],
): Promise<void> {
  const reps = more.map((id) => ({ id, name: id, role: 'rep' as const }))
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

/** Starts the real service on a database as it is. */
export async function startServiceOn(
  connection: TestServer,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const reported: unknown[] = []
  const database = openDatabase({ connection, connections: 2 })
  let now = testNow
  const started = await start({
    connection: { ...connection, ...options.through },
    loopback: true,
    clock: options.clock ?? (() => now),
    comparesClocks: options.comparesClocks,
    rateLimit: options.rateLimit,
    secureCookies: options.secureCookies ?? false,
    securityContact: options.securityContact,
    singleSignOn: options.singleSignOn,
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
    another: async (changed) => startServiceOn(connection, { ...options, ...changed }),
  }
}
