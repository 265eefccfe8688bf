import { expectNoViolations, sizes } from './support/axe.ts'
import { expect, test } from './support/story.ts'

for (const [name, viewport] of Object.entries(sizes)) {
  test(`the API description is accessible: ${name}`, async ({ page, address }) => {
    // axe takes long for a long page
    test.slow()
    await page.setViewportSize(viewport)
    await page.goto(`${address}/v2/docs`)
    await expect(page.getByRole('heading', { level: 1, name: 'Lead Events API' })).toBeVisible()
    // axe ignores folded examples, so unfold them all
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
    await expectNoViolations(page, 'the description')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

test('the API description works with the keyboard, without scripts, other origins or errors', async ({
  browser,
  address,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const [origins, errors]: [string[], string[]] = [[], []]
  page.on('request', (request) => origins.push(new URL(request.url()).origin))
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

  // continue with the examples of this operation
  const conflictExample = page.locator('#deleteEvent summary').last()
  await conflictExample.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#deleteEvent').getByText('"code": "conflict"')).toBeVisible()

  expect(new Set(origins)).toEqual(new Set([address]))
  expect(errors).toEqual([])
  await context.close()
})
