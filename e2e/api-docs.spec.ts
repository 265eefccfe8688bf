import { expectNoViolations, sizes } from './support/axe.ts'
import { expect, test } from './support/story.ts'

for (const [name, viewport] of Object.entries(sizes)) {
  test(`the API's page can be read by everybody: ${name}`, async ({ page, address }) => {
    // a long page, all of which axe looks at
    test.slow()
    await page.setViewportSize(viewport)
    await page.goto(`${address}/v2/docs`)
    await expect(page.getByRole('heading', { level: 1, name: 'Lead Events API' })).toBeVisible()
    // every example unfolded: what is folded is not looked at
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
    await expectNoViolations(page, 'the description')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

test("the API's page is read with the keyboard, without a script, a stranger or an error", async ({
  browser,
  address,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const [asked, errors]: [string[], string[]] = [[], []]
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  page.on('requestfailed', (request) => errors.push(request.url()))
  page.on('console', (message) => errors.push(message.text()))
  await page.goto(`${address}/v2/docs`)

  const entry = page
    .getByRole('navigation', { name: 'Contents' })
    .getByRole('link', { name: /^Delete an event/ })
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await entry.evaluate((element) => element === document.activeElement)) break
  }
  await expect(entry).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#deleteEvent$/)
  await expect(page.getByRole('heading', { name: 'Delete an event' })).toBeInViewport()

  // on from there: into the examples of this operation
  const refused = page.locator('#deleteEvent summary').last()
  await refused.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#deleteEvent').getByText('"code": "conflict"')).toBeVisible()

  expect(new Set(asked)).toEqual(new Set([address]))
  expect(errors).toEqual([])
  await context.close()
})
