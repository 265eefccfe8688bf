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

/** A service in front of what stands in for Atoka: our own, with the demo, behind a directory and a proxy. */
export interface FrontOfAtoka {
  /** the address of the service in front */
  readonly address: string
  /** the stand-in, to arrange a story and to look behind the screen */
  readonly api: Api
  /** what lies between the two */
  readonly proxy: HostileProxy
  readonly directory: DirectoryServer
  /** what must not leave the service in front */
  readonly token: string
  /** gives the stand-in's application what `sync` needs, or takes it, and starts the service in front again */
  readonly grantSync: (granted: boolean) => Promise<void>
  /** ends the service in front and starts it again, on the same database and at the same address */
  readonly restart: () => Promise<void>
}

/** Who the people of the stand-in are at the service in front. */
const ids = { giulia: 'g.rossi', luca: 'l.conti', marco: 'm.bianchi' } as const satisfies Record<
  Person,
  string
>

const names = { giulia: 'Giulia Rossi', luca: 'Luca Conti', marco: 'Marco Bianchi' } as const
const password = 'four words and a comma'
const feature = 'useLeadEventsSync'

/** What the reference names of an event, and `deleted`, without which `sync` could not tell of a deletion. */
const fieldsOfAtoka = new Set([...Object.keys(sampleItem.item), 'deleted'])

const object = z.record(z.string(), z.unknown())
const itemResponse = z.looseObject({ item: object })
const pageResponse = z.looseObject({ items: z.array(object) })

function ofAtoka(event: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(event).filter(([field]) => fieldsOfAtoka.has(field)))
}

/** An answer of ours as Atoka would give it: its events without what Leadline adds to them. */
function asAtoka(answer: unknown): unknown {
  const one = itemResponse.safeParse(answer)
  if (one.success) return { ...one.data, item: ofAtoka(one.data.item) }
  const page = pageResponse.safeParse(answer)
  if (page.success) return { ...page.data, items: page.data.items.map(ofAtoka) }
  return answer
}

/** Forwards what is no directory's to the stand-in. */
function forwardTo(address: string) {
  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const { method, headers } = request
    const onward = new Headers(headers)
    // read here, and written anew
    onward.set('accept-encoding', 'identity')
    const body = method === 'GET' ? null : await request.arrayBuffer()
    const given = await fetch(`${address}${pathname}${search}`, { method, headers: onward, body })
    if (pathname === '/v2/leadevents/statuses' || !given.ok || given.status === 204) {
      return new Response(given.body, { status: given.status, headers: given.headers })
    }
    const answer = new Headers(given.headers)
    answer.delete('content-length')
    return Response.json(asAtoka(await given.json()), { status: given.status, headers: answer })
  }
}

async function startFrontOfAtoka() {
  const folders = { fakeAtoka: await demoFolder(), front: await temporaryFolder() }
  const fakeAtoka = runService({ DATA_DIR: folders.fakeAtoka.path })
  const fakeAtokaUrl = await fakeAtoka.address
  const scopes = ['--scope', 'read,write,sync']
  const made = administer(folders.fakeAtoka.path, [
    'token',
    'create',
    'demo',
    '--name',
    'Atoka',
    ...scopes,
    '--json',
  ])
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(made))
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
  // the commands of docs/atoka.md, at a service that runs already: each is spared the start of a database
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
  const said: string[] = []
  administer(folders.front.path, ['application', 'create', 'acme', '--name', 'Acme', '--statuses', statuses])
  for (const person of ['giulia', 'luca', 'marco'] as const) {
    const id = ids[person]
    const role = person === 'marco' ? 'manager' : 'rep'
    const who = ['--name', names[person], '--email', emailOf(person), '--role', role]
    administer(folders.front.path, ['person', 'create', 'acme', id, ...who], `${password}\n`)
    administer(folders.front.path, ['atoka', 'map', 'acme', id, person])
  }
  const stop = async () => {
    front.child.kill('SIGTERM')
    said.push((await front.ended).said)
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
      // a service that runs knows it within five seconds, and one in front asks for it as it starts
      await expect.poll(async () => (await fetch(sync)).status).toBe(granted ? 200 : 403)
      await restart()
    },
  }
  return {
    atoka,
    /** ends all of it; what the service in front said meanwhile */
    close: async (): Promise<string> => {
      await stop()
      await proxy.close()
      await directory.close()
      fakeAtoka.child.kill('SIGTERM')
      await fakeAtoka.ended
      await folders.front.remove()
      await folders.fakeAtoka.remove()
      return said.join('')
    },
  }
}

function emailOf(person: Person): string {
  return `${ids[person]}@acme.example`
}

/** Stories of the page in front of Atoka; `api` is the stand-in's. */
export const test = story.extend<object, { readonly atoka: FrontOfAtoka }>({
  atoka: [
    async ({}, use) => {
      const { atoka, close } = await startFrontOfAtoka()
      await use(atoka)
      const said = await close()
      if (said.includes(atoka.token)) throw new Error('the service in front wrote the token of Atoka')
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  address: [async ({ atoka }, use) => use(atoka.address), { scope: 'worker' }],

  api: async ({ atoka }, use) => use(atoka.api),

  signIn: async ({ atoka: { address } }, use) => {
    await use(async (page, person) => {
      // sign-ins with a password as new as this one are counted unless they name the application
      const answer = await page.request.post(`${address}/session`, {
        form: { email: emailOf(person), password, application: 'acme' },
        headers: { origin: address },
      })
      if (!answer.ok()) throw new Error(`${person} cannot sign in: ${answer.status()}`)
    })
  },
})
