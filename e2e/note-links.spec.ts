import type { Locator } from '@playwright/test'
import { chooseAction, eventWith, expect, test, timeline } from './support/story.ts'

const note = [
  'Offer at https://acme.example.com/offers?id=3, write to anna@acme.example or call +39 0461 123456.',
  'Not javascript:alert(1), invoice 0461 123456 of 30.11.2026, or P. IVA 01234567890.',
].join('\n')

/** The addresses of the links in a note. */
const addresses = async (place: Locator) =>
  place.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))

const expected = ['https://acme.example.com/offers?id=3', 'mailto:anna@acme.example', 'tel:+390461123456']

test('addresses and phone numbers in a note are links: in the timeline, its search, the details and on paper', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note, date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const article = eventWith(page, 'Offer at')
  await expect.poll(async () => addresses(article)).toEqual(expected)
  for (const link of await article.getByRole('link').all()) {
    await expect(link).toHaveAttribute('rel', 'noreferrer')
  }

  await page.keyboard.press('/')
  await page.getByRole('textbox', { name: 'Search notes' }).fill('anna')
  await expect(article.getByRole('link').locator('mark')).toHaveText('anna')
  await expect(article.getByRole('link', { name: 'anna@acme.example' })).toBeVisible()
  expect(await addresses(article)).toEqual(expected)
  await page.keyboard.press('Escape')

  await chooseAction(article, 'Details')
  const details = page.getByRole('dialog').getByText('Offer at').locator('..')
  await expect.poll(async () => addresses(details)).toEqual(expected)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect.poll(async () => addresses(page.locator('[data-print-sheet]'))).toEqual(expected)
})

test('a result of a search over all leads has links of its own, and the rest of it opens the event', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const { id } = await api.log('giulia', lead, { note: `Zabaglione. ${note}`, date: '2026-01-10' })
  const page = await openAs('giulia', '/search?q=zabaglione')
  const result = page.getByRole('list', { name: 'Matching notes' }).getByRole('listitem')
  const toEvent = result.getByRole('link', { name: new RegExp(`${lead}.*Zabaglione`) })
  await expect(toEvent).toBeVisible()
  await expect.poll(async () => (await addresses(result)).slice(1)).toEqual(expected)
  await expect(result.getByRole('link', { name: 'anna@acme.example', exact: true })).toBeVisible()
  // beside the text of the note, inside the result
  await result.click({ position: { x: 5, y: 5 } })
  await expect(page).toHaveURL(new RegExp(`event=${id}`))
})

test('a copied note is plain text', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note, date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(timeline(page).getByRole('link').first()).toBeVisible()
  await eventWith(page, 'Offer at')
    .getByText('Offer at')
    .evaluate((text) => getSelection()?.selectAllChildren(text.closest('p') ?? text))
  await page.keyboard.press('ControlOrMeta+c')
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    return { types: item?.types, text: await navigator.clipboard.readText() }
  })
  expect(copied).toEqual({ types: ['text/plain'], text: note })
})
