import { startFaultyProxy } from '../support/faulty-proxy.ts'
import type { Api } from '../support/story.ts'
import { expect, test, type Person } from './flow.ts'

async function longLead(api: Api): Promise<string> {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  if (lead === undefined) throw new Error('the demo has no lead with 12,000 events')
  return lead.id
}

/** Types into the search for leads and clicks the lead once it is the only one: until then its row moves. */
async function findLead(user: Person, lead: string): Promise<void> {
  await user.type(lead)
  await expect.poll(user.text).toMatch(/^1 lead$/m)
  await user.click({ name: lead })
}

test('a rep signs in, finds a lead, logs a call with a new status, and corrects the note', async ({
  user,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10', status: 'New' })
  await user.signIn('Giulia Rossi')
  await user.press('Control', 'k')
  await findLead(user, lead)
  await expect.poll(user.text).toContain('first')

  await user.click({ name: 'Note' })
  await user.type('They want an offer')
  await user.click({ name: 'Status' })
  await user.click({ name: 'Contacted' })
  await user.click({ name: 'Log event' })
  const newest = async () => (await api.events(lead))[0]
  await expect.poll(newest).toMatchObject({ note: 'They want an offer', status: 'Contacted' })

  await user.click({ name: 'Edit note', within: 'They want an offer' })
  await user.press('Control', 'a')
  await user.type('They want two offers')
  await user.press('Control', 'Enter')
  await expect.poll(newest).toMatchObject({ note: 'They want two offers', status: 'Contacted' })
  await expect.poll(user.text).toContain('edited')
})

test('an event that is logged while the service is unreachable survives a reload, and is sent later', async ({
  user,
  address,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'read before the tunnel', date: '2026-01-10' })
  await user.signIn('Giulia Rossi')
  const proxy = await startFaultyProxy(address)
  const path = `${proxy.address}/?leads=${lead}`
  await user.open(path)
  await expect.poll(user.text).toContain('read before the tunnel')
  // only an active worker controls a page; WebKitGTK may keep reporting the state that it had when it was created
  const isControlled = 'navigator.serviceWorker.controller !== null'
  await expect.poll(async () => user.evaluate(isControlled)).toBe(true)

  await proxy.refuse()
  await user.open(path)
  await expect.poll(user.text).toContain('read before the tunnel')
  await user.click({ name: 'Note' })
  await user.type('logged in the tunnel')
  await user.press('Control', 'Enter')
  await expect.poll(user.text).toContain('not sent yet')
  await user.open(path)
  await expect.poll(user.text).toContain('logged in the tunnel')

  await proxy.listenAgain()
  await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toHaveLength(2)
  await expect.poll(user.text).toContain('All saved')
  await proxy.close()
})

test('a manager finds one note among 12,000, and jumps to another year by the date scale', async ({
  user,
  api,
}) => {
  const lead = await longLead(api)
  const [old] = await api.page(lead, { offset: 2_500, limit: 1, ordering: 'oldest' })
  const ticket = /\d{5}/.exec(old?.note ?? '')?.[0] ?? ''
  await user.signIn('Marco Bianchi')
  await user.open(`/?leads=${lead}`)
  await user.click({ name: 'Search notes' })
  await user.type(ticket)
  await expect.poll(user.text).toContain('1 match')
  await user.press('Enter')
  await expect.poll(user.text).toContain('1 of 1')
  const marked = "document.querySelector('article[aria-current] mark')?.textContent"
  await expect.poll(async () => user.evaluate(marked)).toBe(ticket)

  await user.open(`/?leads=${lead}`)
  await user.click({ name: 'Position in the timeline', height: 0.7 })
  const position = "document.querySelector('[role=slider]')?.getAttribute('aria-valuetext')"
  const row = async () => Number(/event (\d+)/.exec(String(await user.evaluate(position)))?.[1])
  await expect.poll(row).toBeGreaterThan(6_500)
  expect(await row()).toBeLessThan(9_500)
  const articles = "[...document.querySelectorAll('article')].map((one) => Number(one.ariaPosInSet))"
  await expect.poll(async () => user.evaluate(articles)).toContain((await row()) + 2)
})

test('a manager filters a timeline by the user who logged the events', async ({ user, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'by Giulia', date: '2026-01-10' })
  await api.log('luca', lead, { note: 'by Luca', date: '2026-01-11' })
  await user.signIn('Marco Bianchi')
  await user.open(`/?leads=${lead}`)
  await user.click({ name: 'Filter' })
  await user.click({ name: 'Logged by' })
  await user.type('luca')
  await user.click({ name: 'Luca Conti' })
  await expect.poll(user.text).toContain('1 of 2 events')
  await expect.poll(user.text).not.toContain('by Giulia')
  await user.press('Escape')
  await user.click({ name: 'Clear all' })
  await expect.poll(user.text).toContain('by Giulia')
})

test('a manager sees the events of two leads in one timeline', async ({ user, api, newLead }) => {
  const [one, other] = [await newLead(), await newLead()]
  await api.log('giulia', one, { note: 'first of one', date: '2026-01-10' })
  await api.log('luca', other, { note: 'first of other', date: '2026-01-11' })
  await api.log('giulia', one, { note: 'second of one', date: '2026-01-12' })
  await user.signIn('Marco Bianchi')
  await user.open(`/?leads=${one}`)
  await user.click({ name: 'Add lead to view' })
  await findLead(user, other)
  await expect.poll(async () => user.evaluate('location.search')).toBe(`?leads=${one},${other}`)
  await user.click({ name: 'Done' })
  await expect.poll(user.text).toMatch(/second of one[^]*first of other[^]*first of one/)
})

test('a manager exports a timeline as a table, and prints it', async ({ user, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'to be exported', date: '2026-01-10' })
  await user.signIn('Marco Bianchi')
  await user.open(`/?leads=${lead}`)
  // WebDriver can neither read a download in WebKit nor close a print dialog
  await user.evaluate(`(() => {
    window.print = () => { window.printed = true }
    HTMLAnchorElement.prototype.click = function () { window.downloaded = this.download }
    const { createObjectURL } = URL
    URL.createObjectURL = (file) => {
      file.text().then((text) => { window.saved = text })
      return createObjectURL.call(URL, file)
    }
  })()`)
  await user.click({ name: 'Export' })
  await user.click({ name: 'Table' })
  await user.click({ name: 'Download file' })
  await expect.poll(user.text).toContain('1 event exported')
  expect(await user.evaluate('window.downloaded')).toMatch(new RegExp(`^${lead} .*\\.csv$`))
  await expect.poll(async () => user.evaluate('window.saved')).toContain('to be exported')

  await user.click({ name: 'Print or PDF' })
  await user.click({ name: 'Print' })
  await expect.poll(async () => user.evaluate('window.printed')).toBe(true)
})
