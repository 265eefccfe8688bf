import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { endpoints } from '../../src/contract/endpoints.ts'
import { sampleItem } from '../../src/service/atoka/reference-samples.ts'
import { startDirectory, type DirectoryServer } from '../../src/testing/atoka/atoka-directory.ts'
import { startHostileProxy, type HostileProxy } from '../../src/testing/hostile-proxy.ts'
import { administer } from './admin.ts'
import { demoFolder, runService, temporaryFolder, type ServiceProcess } from './service.ts'
import { createApi, expect, test as story, type Api, type Person } from './story.ts'

/** A service in front of a fake Atoka: our own service with the demo, behind a directory and a proxy. */
export interface FrontOfAtoka {
  /** the URL of the service in front */
  readonly address: string
  /** the API of the fake Atoka, to arrange a story and to check its data */
  readonly api: Api
  /** the proxy between the two */
  readonly proxy: HostileProxy
  readonly directory: DirectoryServer
  /** the secret that must not leave the service in front */
  readonly token: string
  /** adds the feature for `sync` to the fake Atoka's application, or removes it, and restarts the service in front */
  readonly grantSync: (granted: boolean) => Promise<void>
  /** restarts the service in front, on the same database and at the same URL */
  readonly restart: () => Promise<void>
}

/** The IDs that the fake Atoka's users have at the service in front. */
const userIds = { giulia: 'g.rossi', luca: 'l.conti', marco: 'm.bianchi' } as const satisfies Record<
  Person,
  string
>

const names = { giulia: 'Giulia Rossi', luca: 'Luca Conti', marco: 'Marco Bianchi' } as const
const password = 'four words and a comma'
const feature = 'useLeadEventsSync'

/** The fields of an event in the reference, and `deleted`, without which `sync` could not report a deletion. */
const fieldsOfAtoka = new Set([...Object.keys(sampleItem.item), 'deleted'])

const object = z.record(z.string(), z.unknown())
const itemResponse = z.looseObject({ item: object })
const pageResponse = z.looseObject({ items: z.array(object) })

function withAtokaFields(event: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(event).filter(([field]) => fieldsOfAtoka.has(field)))
}

/** Converts a response of ours to one of Atoka: removes the fields that Leadline adds to events. */
function toAtokaResponse(answer: unknown): unknown {
  const one = itemResponse.safeParse(answer)
  if (one.success) return { ...one.data, item: withAtokaFields(one.data.item) }
  const page = pageResponse.safeParse(answer)
  if (page.success) return { ...page.data, items: page.data.items.map(withAtokaFields) }
  return answer
}

/** Forwards the requests that are not for the directory to the fake Atoka. */
function forwardTo(address: string) {
  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const { method, headers } = request
    const forwardedHeaders = new Headers(headers)
    // the body is read and serialised again here
    forwardedHeaders.set('accept-encoding', 'identity')
    const body = method === 'GET' ? null : await request.arrayBuffer()
    const response = await fetch(`${address}${pathname}${search}`, {
      method,
      headers: forwardedHeaders,
      body,
    })
    if (pathname === '/v2/leadevents/statuses' || !response.ok || response.status === 204) {
      return new Response(response.body, { status: response.status, headers: response.headers })
    }
    const answer = new Headers(response.headers)
    answer.delete('content-length')
    return Response.json(toAtokaResponse(await response.json()), { status: response.status, headers: answer })
  }
}

async function startFrontOfAtoka() {
  const folders = { fakeAtoka: await demoFolder(), front: await temporaryFolder() }
  const fakeAtoka = runService({ DATA_DIR: folders.fakeAtoka.path })
  const fakeAtokaUrl = await fakeAtoka.address
  const scopes = ['--scope', 'read,write,sync']
  const createdToken = administer(folders.fakeAtoka.path, [
    'token',
    'create',
    'demo',
    '--name',
    'Atoka',
    ...scopes,
    '--json',
  ])
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(createdToken))
  const api = createApi(fakeAtokaUrl, token)
  const directory = await startDirectory(forwardTo(fakeAtokaUrl), token)
  for (const { id, name, type } of await api.leads({ limit: '1000' })) {
    directory[type === 'company' ? 'companies' : 'people'].push({ id, name })
  }
  const proxy = await startHostileProxy(directory.url, token)

  const statuses = join(folders.fakeAtoka.path, 'funnel.json')
  const answer = await fetch(`${fakeAtokaUrl}/v2/leadevents/statuses?token=${token}`)
  const { items } = endpoints.listStatuses.response.parse(await answer.json())
  await writeFile(statuses, JSON.stringify(items))
  // the commands of docs/atoka.md, at a running service, so that each need not start the database
  const run = (port = '0'): ServiceProcess =>
    runService({
      LEADLINE_BACKEND: 'atoka',
      ATOKA_URL: proxy.url,
      ATOKA_TOKEN: token,
      DATA_DIR: folders.front.path,
      PORT: port,
    })
  let front = run()
  const address = await front.address
  const output: string[] = []
  administer(folders.front.path, ['application', 'create', 'acme', '--name', 'Acme', '--statuses', statuses])
  for (const person of ['giulia', 'luca', 'marco'] as const) {
    const id = userIds[person]
    const role = person === 'marco' ? 'manager' : 'rep'
    const options = ['--name', names[person], '--email', emailOf(person), '--role', role]
    administer(folders.front.path, ['person', 'create', 'acme', id, ...options], `${password}\n`)
    administer(folders.front.path, ['atoka', 'map', 'acme', id, person])
  }
  const stop = async () => {
    front.child.kill('SIGTERM')
    output.push((await front.ended).output)
  }
  const restart = async () => {
    await stop()
    front = run(new URL(address).port)
    await front.address
  }
  await restart()
  const atoka: FrontOfAtoka = {
    address,
    api,
    proxy,
    directory,
    token,
    restart,
    grantSync: async (granted) => {
      const change = granted ? 'add' : 'remove'
      administer(folders.fakeAtoka.path, ['application', 'feature', 'demo', change, feature])
      const sync = `${fakeAtokaUrl}/v2/leadevents/sync?token=${token}&limit=1`
      // a running service applies the change within five seconds, and the one in front checks for it at its start
      await expect.poll(async () => (await fetch(sync)).status).toBe(granted ? 200 : 403)
      await restart()
    },
  }
  return {
    atoka,
    /** ends everything; returns the output of the service in front */
    close: async (): Promise<string> => {
      await stop()
      await proxy.close()
      await directory.close()
      fakeAtoka.child.kill('SIGTERM')
      await fakeAtoka.ended
      await folders.front.remove()
      await folders.fakeAtoka.remove()
      return output.join('')
    },
  }
}

function emailOf(person: Person): string {
  return `${userIds[person]}@acme.example`
}

/** Stories of the page in front of Atoka; `api` is that of the fake Atoka. */
export const test = story.extend<object, { readonly atoka: FrontOfAtoka }>({
  atoka: [
    async ({}, use) => {
      const { atoka, close } = await startFrontOfAtoka()
      await use(atoka)
      const output = await close()
      if (output.includes(atoka.token)) throw new Error('the service in front wrote the token of Atoka')
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  address: [async ({ atoka }, use) => use(atoka.address), { scope: 'worker' }],

  api: async ({ atoka }, use) => use(atoka.api),

  signIn: async ({ atoka: { address } }, use) => {
    await use(async (page, person) => {
      // the limit of sign-in attempts counts those with a password as new as this one, unless they name the
      // application
      const answer = await page.request.post(`${address}/session`, {
        form: { email: emailOf(person), password, application: 'acme' },
        headers: { origin: address },
      })
      if (!answer.ok()) throw new Error(`${person} cannot sign in: ${answer.status()}`)
    })
  },
})
