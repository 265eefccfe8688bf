import type { Page } from '@playwright/test'
import { repetitions } from '../src/testing/campaign.ts'
import { expectNoViolations, sizes } from './support/axe.ts'
import { demoFolder, runService } from './support/service.ts'
import { createApi, expect, test } from './support/story.ts'

const choose = (page: Page) => page.getByRole('button', { name: 'Choose a file…' })

/** Chooses a file with the keyboard. */
async function chooseFile(page: Page, name: string, content: string): Promise<void> {
  await expect(choose(page)).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await choose(page).focus()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
}

/** Chooses an option of a select with the keyboard. */
async function select(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: option, exact: true })).toBeVisible()
  await page.keyboard.type(option.slice(0, 4))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: label })).toContainText(option)
}

const result = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })

for (const [size, viewport] of Object.entries(sizes)) {
  test(`a manager maps the columns of a file, resolves its problems and imports it: ${size}`, async ({
    page,
    openAs,
    newLead,
    api,
  }) => {
    test.slow()
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    const lead = await newLead()
    await openAs('marco', '/import')
    await expect(page.getByRole('heading', { name: 'Import events', level: 1 })).toBeVisible()
    await expect(choose(page)).toBeVisible()
    await expectNoViolations(page, 'choosing a file')

    const calls = `Record ID,Associated Company IDs,Activity date,Activity assigned to,Call notes,Internal code
${lead}-1,${lead},2026-03-01T10:00:00Z,Giulia Rossi,The first call,x
${lead}-2,${lead},2026-03-02T10:00:00Z,Nobody Here,The second call,y
${lead}-3,${lead},2026-03-0,Giulia Rossi,No date,z
`
    await chooseFile(page, 'calls.csv', calls)
    const code = page.getByRole('combobox', { name: 'Field of Internal code' })
    await expect(code).toContainText('Choose…')
    await expect(page.getByRole('combobox', { name: 'Field of Call notes' })).toContainText('Note')
    await expect(page.getByText('1 column needs a choice.')).toBeVisible()
    await expectNoViolations(page, 'columns')
    await page.getByRole('button', { name: 'Leave out the others' }).press('Enter')
    await expect(code).toContainText('Leave out')
    await select(page, 'Type of all leads', 'company')

    await page.getByRole('button', { name: 'Check the file' }).press('Enter')
    await expect(result(page, '1 event of 1 lead can be imported. 2 lines would be rejected.')).toBeVisible()
    await expect(page.getByText('No user has this ID, email address or name.')).toBeVisible()
    await expectNoViolations(page, 'problems')
    await select(page, 'User for Nobody Here', 'Luca Conti')
    await page.getByRole('button', { name: 'Check again' }).press('Enter')
    await expect(result(page, '2 events of 1 lead can be imported. 1 line would be rejected.')).toBeVisible()

    await page.getByRole('button', { name: 'Import 2 events' }).press('Enter')
    await expect(result(page, '2 events were imported. 1 line was rejected.')).toBeVisible()
    await expectNoViolations(page, 'result')
    const events = await api.events(lead)
    expect(events.map(({ owner, note }) => [owner.id, note])).toEqual([
      ['luca', 'The second call'],
      ['giulia', 'The first call'],
    ])
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download the rejected lines' }).press('Enter')
    expect((await download).suggestedFilename()).toBe('rejected-calls.csv')
    await page.getByRole('button', { name: 'Remove this result' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'calls.csv' })).toBeHidden()
    await expect(choose(page)).toBeVisible()
  })
}

/** The lines of a file, and how often the service is killed while it imports them. */
const lineCount = repetitions(100_000, 6_000)
const kills = repetitions(10, 2)

test(`an import of ${lineCount} lines continues although the service is killed ${kills} times`, async ({
  page,
}) => {
  test.setTimeout(240_000 + lineCount * 10)
  const folder = await demoFolder()
  let service = runService({ DATA_DIR: folder.path })
  const address = await service.address
  const { port } = new URL(address)
  await page.request.post(`${address}/session`, {
    form: { demoPerson: 'marco' },
    headers: { origin: address },
  })
  await page.goto(`${address}/import`)
  const rows = Array.from({ length: lineCount }, (_, index) => {
    const date = new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString()
    return `killed,company,${date},giulia,Call ${index}\n`
  })
  await chooseFile(page, 'many.csv', `lead,type,date,owner,note\n${rows.join('')}`)
  await page.getByRole('button', { name: 'Check the file' }).press('Enter')
  const events = `${lineCount.toLocaleString('en')} events`
  const start = page.getByRole('button', { name: `Import ${events}` })
  await expect(start).toBeVisible({ timeout: 30_000 + lineCount * 2 })
  await start.press('Enter')
  const written = async () =>
    createApi(address)
      .lead('killed')
      .then(
        ({ eventCount }) => eventCount,
        // the lead does not exist before its first event
        () => 0,
      )
  for (let kill = 0, before = 0; kill < kills && before < lineCount; kill++) {
    await expect.poll(written, { timeout: 120_000 }).toBeGreaterThan(before)
    service.child.kill('SIGKILL')
    await service.ended
    service = runService({ DATA_DIR: folder.path, PORT: port })
    await service.address
    before = await written()
  }
  await page.goto(`${address}/import`)
  const done = result(page, `${events} were imported.`)
  await expect(done).toBeVisible({ timeout: 60_000 + lineCount * 5 })
  // each line has a date of its own, so that no event can take the place of another
  await expect(done).not.toContainText('rejected')
  expect(await written()).toBe(lineCount)
  service.child.kill('SIGTERM')
  await service.ended
  await folder.remove()
})
