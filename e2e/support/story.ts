import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { Lead, LeadType } from '../../src/contract/lead.ts'
import type { LeadEvent } from '../../src/contract/lead-event.ts'
import type { Ordering } from '../../src/contract/paging.ts'
import { demoFolder, runService } from './service.ts'

/** Users of the demo. */
export type Person = 'giulia' | 'luca' | 'marco'

/** The service's API, to arrange a story and to check the stored data. */
export interface Api {
  /** logs an event on behalf of a user, on a lead that may be new */
  log(as: Person, lead: string, fields?: Record<string, string>): Promise<LeadEvent>
  update(as: Person, id: number, fields: Record<string, string>): Promise<number>
  remove(as: Person, id: number): Promise<number>
  /** the 50 newest events of a lead, newest first */
  events(lead: string): Promise<LeadEvent[]>
  /** a range of a lead's timeline */
  page(
    lead: string,
    from: { readonly offset: number; readonly limit: number; readonly ordering: Ordering },
  ): Promise<LeadEvent[]>
  lead(id: string): Promise<Lead>
  leads(query: Record<string, string>): Promise<Lead[]>
}

export interface WorkerFixtures {
  /** the URL of this worker's own service with the demo */
  readonly address: string
}

export interface Fixtures {
  readonly api: Api
  /** signs a user in, in a page's browser */
  readonly signIn: (page: Page, person: Person) => Promise<void>
  /** opens a path of the page as a user of the demo, and fails the story on any error in the console */
  readonly openAs: (person: Person, path?: string) => Promise<Page>
  /** creates the ID of a new lead for this story */
  readonly newLead: (type?: LeadType) => Promise<string>
}

async function read(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

/** Creates an API client with a token for a service. */
export function createApi(address: string, token = 'demo-token'): Api {
  const send = async (method: string, path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ token, ...fields })
    return method === 'GET'
      ? fetch(`${address}${path}?${body}`)
      : fetch(`${address}${path}`, { method, body })
  }
  const get = async (path: string, fields: Record<string, string>) => read(await send('GET', path, fields))
  return {
    async log(as, lead, fields = {}) {
      const response = await send('POST', '/v2/leadevents', {
        appUserId: as,
        lead,
        type: 'company',
        ...fields,
      })
      return endpoints.createEvent.response.parse(await read(response)).item
    },
    update: async (as, id, fields) =>
      (await send('PUT', `/v2/leadevents/${id}`, { appUserId: as, ...fields })).status,
    remove: async (as, id) =>
      (await send('DELETE', `/v2/leadevents/${id}`, { appUserId: as, forceDelete: 'true' })).status,
    events: async (leads) =>
      endpoints.listEvents.response.parse(await get('/v2/leadevents', { leads })).items,
    page: async (leads, { offset, limit, ordering }) => {
      const query = { leads, offset: String(offset), limit: String(limit), ordering }
      return endpoints.listEvents.response.parse(await get('/v2/leadevents', query)).items
    },
    lead: async (id) => endpoints.getLead.response.parse(await get(`/v2/leads/${id}`, {})).item,
    leads: async (query) => endpoints.listLeads.response.parse(await get('/v2/leads', query)).items,
  }
}

let leadCount = 0

export const test = base.extend<Fixtures, WorkerFixtures>({
  address: [
    async ({}, use) => {
      const folder = await demoFolder()
      const service = runService({ DATA_DIR: folder.path })
      await use(await service.address)
      service.child.kill('SIGTERM')
      await service.ended
      await folder.remove()
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  api: async ({ address }, use) => use(createApi(address)),

  signIn: async ({ address }, use) => {
    await use(async (page, person) => {
      await page.request.post(`${address}/session`, {
        form: { demoPerson: person },
        headers: { origin: address },
      })
    })
  },

  openAs: async ({ page, address, signIn }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      // the browser logs each response with a status above 399, which may be what the story is about
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text())
    })
    await use(async (person, path = '/') => {
      await signIn(page, person)
      await page.goto(`${address}${path}`)
      return page
    })
    expect(errors).toEqual([])
  },

  newLead: async ({}, use, { workerIndex }) => {
    await use(async () => `story-${workerIndex}-${++leadCount}`)
  },
})

/** Navigates to another path without loading the page again, as a link in it does. */
export async function goInPage(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** The timeline's list. */
export const timeline = (page: Page): Locator => page.getByRole('feed', { name: 'Timeline' })

/** The article of the event whose note has this text. */
export const eventWith = (page: Page, text: string): Locator =>
  timeline(page).getByRole('article').filter({ hasText: text })

/** Chooses an action on an event: Edit by its button where there is room for it, everything else in the event's menu. */
export async function chooseAction(
  event: Locator,
  action: 'Edit' | 'Copy link' | 'Details' | 'Delete' | 'Discard',
): Promise<void> {
  const menu = event.getByRole('button', { name: 'Event actions' })
  await expect(menu).toBeVisible()
  const edit = event.getByRole('button', { name: 'Edit note' })
  if (action === 'Edit' && (await edit.isVisible())) return edit.click()
  await menu.click()
  return event.getByRole('menuitem', { name: action }).click()
}

/** Presses a button of a timeline's header, which on a phone and in a short page is in a menu. */
export async function pressHeaderButton(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'More actions' })
  const button = page.getByRole('button', { name, exact: true })
  await expect(menu.or(button).first()).toBeVisible()
  if (await menu.isVisible()) await menu.click()
  await button.click()
}

/** The composer. */
export const composer = (page: Page): Locator => page.getByRole('form', { name: 'Log an event' })

/** Waits until an event is saved: it has exactly one article, which is neither saving nor queued nor rejected. */
export async function expectSaved(event: Locator): Promise<void> {
  await expect(event).toHaveCount(1)
  await expect(event).not.toContainText(/saving…|queued…|not sent yet|not saved|not have been saved/i)
  await expect(event).not.toHaveAttribute('aria-busy', 'true')
}

export { expect }
