import * as z from 'zod/mini'
import { composer, expect, test } from './support/story.ts'

const manifest = z.object({
  start_url: z.string(),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string() })),
  shortcuts: z.array(z.object({ url: z.string() })),
})

/** Returns the width and height of a PNG, from its header. */
const sizeOf = (png: Buffer) => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`

test('the page can be installed, with icons of the sizes that it states', async ({ page, address }) => {
  const response = await page.request.get(`${address}/manifest.webmanifest`)
  expect(response.headers()['content-type']).toContain('application/manifest+json')
  const { icons, shortcuts, start_url: start } = manifest.parse(await response.json())
  for (const { src, sizes, type } of icons) {
    const icon = await page.request.get(`${address}${src}`)
    expect(icon.headers()['content-type']?.split(';')[0]).toBe(type)
    if (type === 'image/png') expect(sizeOf(await icon.body())).toBe(sizes)
  }
  for (const path of [start, '/favicon.ico', '/apple-touch-icon.png', ...shortcuts.map(({ url }) => url)]) {
    expect((await page.request.get(`${address}${path}`)).status(), path).toBe(200)
  }
})

test('a shortcut of the installed page opens the composer', async ({ openAs, newLead, api, page }) => {
  const lead = await newLead()
  await api.log('giulia', lead)
  await page.setViewportSize({ width: 390, height: 844 })
  await openAs('giulia', '/?start=log')
  const field = page.getByRole('combobox', { name: 'Find a lead' })
  await expect(field).toBeFocused()
  expect(new URL(page.url()).search).toBe('')
  await field.fill(lead)
  await page.getByRole('option').first().click()
  await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeFocused()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the page states its requirements', async ({ page, address }) => {
    await page.goto(address)
    await expect(page.getByText(/JavaScript/).first()).toBeVisible()
  })
})

for (const [scheme, colour] of [
  ['light', '#f9fafc'],
  ['dark', '#0e1217'],
] as const) {
  test(`the browser’s own bars have the colour of the page: ${scheme}`, async ({ page, openAs }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await openAs('giulia')
    const bars = await page.evaluate(
      (wanted) =>
        [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].find(
          ({ media }) => matchMedia(media).matches && media.includes(wanted),
        )?.content,
      scheme,
    )
    expect(bars).toBe(colour)
    const background = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d')
      if (context === null) return undefined
      context.fillStyle = getComputedStyle(document.body).backgroundColor
      context.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
      return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    })
    expect(background).toBe(colour)
  })
}
