import type { Page } from '@playwright/test'
import { layoutFaults, overflow, resizeTo, settle, visibleList } from './support/layout.ts'
import {
  chooseAction,
  composer,
  expect,
  goInPage,
  test,
  timeline,
  type Api,
  type Fixtures,
} from './support/story.ts'

/** The windows of the grid, in pixels; those of public reports and of the sketches are among them. */
const windows = [
  [320, 256],
  [320, 568],
  [360, 640],
  [390, 500],
  [390, 844],
  [412, 915],
  [480, 320],
  [568, 320],
  [640, 360],
  [667, 375],
  [699, 900],
  [700, 900],
  [720, 300],
  [720, 450],
  [768, 1024],
  [800, 600],
  [834, 1112],
  [844, 390],
  [900, 700],
  [911, 438],
  [959, 600],
  [960, 600],
  [1024, 600],
  [1024, 768],
  [1180, 820],
  [1280, 256],
  [1280, 500],
  [1280, 860],
  [1366, 650],
  [1440, 900],
  [1920, 1080],
] as const

/** Up to this width a window is looked at in both languages. */
const narrow = 1024

/** The share of the height that the list has at least; while a search in notes is open it may be less. */
const listShare = { resting: 0.54, searching: 0.48 }

const nothing = { overflow: [], unreachable: [], clipped: [] }

async function logSomeEvents(api: Api, lead: string, fields: Record<string, string> = {}) {
  const note = 'Spoke with the area manager, who wants a pilot in two plants before Christmas.'
  await api.log('luca', lead, { note, date: '2026-01-05', status: 'New', leadAssignee: 'giulia', ...fields })
  for (let day = 6; day < 20; day += 1) {
    const date = `2026-01-${String(day).padStart(2, '0')}`
    await api.log('marco', lead, {
      note: `${note} Day ${day}`,
      date,
      ...(day === 9 && { status: 'Qualified' }),
    })
  }
}

/** Logs some events on a lead, and opens it as a manager. */
async function openLead(
  { openAs, api }: Pick<Fixtures, 'openAs' | 'api'>,
  lead: string,
  fields?: Record<string, string>,
) {
  await logSomeEvents(api, lead, fields)
  const page = await openAs('marco', `/?leads=${lead}`)
  await expect(page.getByRole('article').first()).toBeVisible()
  return page
}

/** Opens the composer, which in a short page and on a phone is behind the bar at the foot. */
async function openComposer(page: Page) {
  const bar = page.getByRole('button', { name: names.en.bar })
  if (await bar.isVisible()) await bar.click()
  await expect(composer(page)).toBeVisible()
}

/** What the page calls the things that a story looks for. */
const names = {
  en: { bar: /^Log an event…/, composer: 'Log an event', search: 'Search notes' },
  it: { bar: /^Registra un evento…/, composer: 'Registra un evento', search: 'Cerca nelle note' },
} as const

for (const language of ['en', 'it'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'it-IT' })

    test('in every window events are visible, every control can be reached, and no value is cut off', async ({
      openAs,
      api,
      newLead,
    }) => {
      // many windows
      test.slow()
      const lead = await newLead()
      const page = await openLead({ openAs, api }, lead)
      const bar = page.getByRole('button', { name: names[language].bar })
      const form = page.getByRole('form', { name: names[language].composer })
      const field = page.getByRole('textbox', { name: names[language].search })
      const sizes = windows.filter(([width]) => language === 'en' || width <= narrow)
      for (const [width, height] of sizes) {
        await resizeTo(page, width, height)
        const at = `${width}×${height}`
        const { share, events } = await visibleList(page)
        expect.soft(events, `${at}: events`).toBeGreaterThan(0)
        expect.soft(share, `${at}: the list's share of the height`).toBeGreaterThanOrEqual(listShare.resting)
        expect.soft(await layoutFaults(page), at).toEqual(nothing)
        if (await bar.isVisible()) {
          await bar.click()
          await expect(form).toBeVisible()
          expect.soft(await layoutFaults(page), `${at}, composer`).toEqual(nothing)
          await page.keyboard.press('Escape')
        }
      }
      await goInPage(page, `/?leads=${lead}&q=pilot`)
      await expect(field).toHaveValue('pilot')
      for (const [width, height] of sizes) {
        await resizeTo(page, width, height)
        const at = `${width}×${height}, search`
        expect.soft((await field.boundingBox())?.width, at).toBeGreaterThanOrEqual(120)
        expect.soft((await visibleList(page)).share, at).toBeGreaterThanOrEqual(listShare.searching)
        expect.soft(await overflow(page), at).toEqual([])
      }
    })
  })
}

/** A name of 276 characters. */
const longName = 'Consorzio per lo sviluppo '.repeat(11).slice(0, 276).trim()

test('a lead with a very long name leaves the list its room', async ({ openAs, api, newLead }) => {
  const page = await openLead({ openAs, api }, await newLead(), { name: longName })
  for (const [width, height] of windows) {
    await resizeTo(page, width, height)
    expect
      .soft((await visibleList(page)).share, `${width}×${height}`)
      .toBeGreaterThanOrEqual(listShare.resting)
    expect.soft(await overflow(page), `${width}×${height}`).toEqual([])
  }
})

test('on a phone the header takes little, and less when the list is scrolled', async ({
  openAs,
  api,
  newLead,
}) => {
  const page = await openLead({ openAs, api }, await newLead())
  await resizeTo(page, 390, 844)
  const toolbar = await page.getByRole('button', { name: 'Go to' }).boundingBox()
  expect(toolbar?.y).toBeLessThanOrEqual(150)
  await page.getByRole('article').nth(6).focus()
  await settle(page)
  expect((await visibleList(page)).share).toBeGreaterThanOrEqual(0.85)
  await expect(page.getByRole('link', { name: 'Leads' })).toBeInViewport()
})

test('several leads leave their events room in every window', async ({ openAs, api, newLead }) => {
  test.slow()
  const leads = [await newLead(), await newLead(), await newLead()]
  for (const lead of leads) await logSomeEvents(api, lead)
  const page = await openAs('marco', `/?leads=${leads.join(',')}`)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  const expectRoom = async (state: string) => {
    for (const [width, height] of windows) {
      await resizeTo(page, width, height)
      const window = `${state}, ${width}×${height}`
      expect.soft((await visibleList(page)).share, window).toBeGreaterThanOrEqual(0.42)
      expect.soft(await layoutFaults(page), window).toEqual(nothing)
    }
  }
  await expectRoom('no lead chosen')
  await resizeTo(page, 1440, 900)
  await composer(page).getByRole('combobox', { name: 'On' }).click()
  await page.getByRole('dialog', { name: 'On' }).getByRole('option').first().click()
  await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeFocused()
  // at rest, a low window shows the lead and the note in one line
  await page.getByRole('button', { name: 'Go to' }).focus()
  await expectRoom('one lead chosen')
})

/** Windows in which text of twice the size, or with more space, must fit too. */
const textWindows = windows.filter(([width, height]) =>
  [
    [320, 256],
    [320, 568],
    [390, 844],
    [768, 1024],
    [844, 390],
    [1280, 860],
    [1440, 900],
  ].some(([w, h]) => w === width && h === height),
)

test('text of twice the size, or with the spacing that a user sets, fits into every window', async ({
  openAs,
  api,
  newLead,
}) => {
  // many windows
  test.slow()
  const page = await openLead({ openAs, api }, await newLead())
  const expectFits = async (text: string) => {
    for (const [width, height] of textWindows) {
      await resizeTo(page, width, height)
      const at = `${width}×${height}, ${text}`
      expect.soft((await visibleList(page)).events, at).toBeGreaterThan(0)
      expect.soft(await layoutFaults(page), at).toEqual(nothing)
      await openComposer(page)
      if ((await page.getByRole('dialog').count()) === 0) continue
      expect.soft(await layoutFaults(page), `${at}, composer`).toEqual(nothing)
      await page.keyboard.press('Escape')
    }
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await expectFits('twice the size')
  // WCAG 1.4.12, "Text Spacing"
  await page.evaluate(async () => {
    document.documentElement.style.fontSize = ''
    const sheet = new CSSStyleSheet()
    const spacing =
      'line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important'
    await sheet.replace(`* { ${spacing} } p { margin-block-end: 2em !important }`)
    document.adoptedStyleSheets.push(sheet)
  })
  await expectFits('more space')
})

/** Windows in which the other screens are looked at. */
const screenWindows = windows.filter(
  ([width, height]) => (width <= 390 && height !== 500) || [568, 768, 844, 960].includes(width),
)

test('the other screens and dialogs fit into every window', async ({
  openAs,
  api,
  newLead,
  page,
  address,
}) => {
  test.slow()
  await page.goto(address)
  await expect(page.getByRole('button', { name: /Giulia Rossi/ })).toBeVisible()
  const expectFits = async (screen: string) => {
    for (const [width, height] of screenWindows) {
      await resizeTo(page, width, height)
      expect.soft(await layoutFaults(page), `${screen}, ${width}×${height}`).toEqual(nothing)
    }
  }
  await expectFits('sign in')
  // the first screen shows a long name among the quiet leads, the longest in their status and the recent events
  const quiet = { name: longName, status: 'New', leadAssignee: 'marco', date: '2020-01-01T10:00Z' }
  await api.log('marco', await newLead(), quiet)
  await api.log('marco', await newLead(), { name: longName, note: longName })
  await openLead({ openAs, api }, await newLead())
  await chooseAction(page.getByRole('article').first(), 'Details')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectFits('details')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Filter(?! leads)/ }).click()
  await expect(page.getByRole('combobox', { name: 'Status' }).last()).toBeVisible()
  await expectFits('the filter')
  await page.keyboard.press('Escape')
  for (const path of ['/search?q=pilot', '/activity', '/changes', '/people', '/import', '/leads', '/']) {
    await goInPage(page, path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectFits(path)
  }
  await page.getByRole('radio', { name: 'My leads' }).click()
  await expect(page.getByRole('heading', { name: 'Gone quiet' })).toBeVisible()
  await expectFits('my leads')
  await resizeTo(page, 1440, 900)
  const account = page.getByRole('button', { name: /Marco Bianchi/ })
  const signOut = page.getByRole('button', { name: 'Sign out' })
  const leads = page.getByRole('button', { name: 'Leads', exact: true })
  for (const [width, height] of [...screenWindows, [1440, 900]] as const) {
    await resizeTo(page, width, height)
    // the menu belongs to the lead picker, which may be in a drawer, and on a phone to the bar at the foot
    if (!(await account.isVisible())) await leads.click()
    if (!(await signOut.isVisible())) await account.click()
    await expect(signOut).toBeVisible()
    expect.soft(await layoutFaults(page), `the menu of the user, ${width}×${height}`).toEqual(nothing)
  }
  await page.getByRole('button', { name: 'Snippets' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectFits('snippets')
})

test('between a phone and a desktop the leads are in a drawer that takes the focus and returns it', async ({
  openAs,
  api,
  newLead,
}) => {
  const other = await newLead()
  await api.log('luca', other, { note: 'on the other lead', date: '2026-01-05' })
  const page = await openLead({ openAs, api }, await newLead())
  await resizeTo(page, 768, 1024)
  const find = page.getByRole('combobox', { name: 'Find a lead' })
  await expect(find).toBeHidden()
  const opener = page.getByRole('button', { name: 'Leads' })
  await opener.click()
  await expect(page.getByRole('dialog', { name: 'Leads' })).toBeVisible()
  await expect(find).toBeFocused()
  expect(await layoutFaults(page)).toEqual(nothing)
  await find.focus()
  await page.keyboard.press('Escape')
  await expect(find).toBeHidden()
  await expect(opener).toBeFocused()
  await page.keyboard.press('Control+k')
  await find.fill(other)
  await page.getByRole('option', { name: new RegExp(other) }).click()
  await expect(page.getByRole('article').filter({ hasText: 'on the other lead' })).toBeVisible()
  await expect(find).toBeHidden()
  await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeFocused()
})

test('a note keeps its caret when the page becomes short, and the bar shows it as a draft when it is closed', async ({
  openAs,
  api,
  newLead,
}) => {
  const page = await openLead({ openAs, api }, await newLead())
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('Half a thought')
  await note.press('Home')
  for (let letter = 0; letter < 'Half'.length; letter++) await note.press('ArrowRight')
  await resizeTo(page, 911, 438)
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type(' of')
  await expect(note).toHaveValue('Half of a thought')
  await page.keyboard.press('Escape')
  const bar = page.getByRole('button', { name: 'Draft: Half of a thought' })
  await expect(bar).toBeVisible()
  await bar.click()
  await page.keyboard.type('!')
  await expect(note).toHaveValue('Half of! a thought')
  await resizeTo(page, 1440, 900)
  await expect(note).toBeFocused()
  await page.keyboard.type('?')
  await expect(note).toHaveValue('Half of!? a thought')
})

test('an on-screen keyboard covers neither the sheet nor its buttons', async ({ openAs, api, newLead }) => {
  const page = await openLead({ openAs, api }, await newLead())
  await resizeTo(page, 390, 844)
  await openComposer(page)
  // a keyboard of 300 px, as a phone reports it
  await page.evaluate(() => {
    Object.defineProperty(window.visualViewport, 'height', { value: innerHeight - 300, configurable: true })
    window.visualViewport?.dispatchEvent(new Event('resize'))
  })
  await settle(page)
  const box = await page.getByRole('button', { name: /^Log event/ }).boundingBox()
  if (box === null) throw new Error('the button is not visible')
  expect(box.y).toBeGreaterThanOrEqual(0)
  expect(box.y + box.height).toBeLessThanOrEqual(544)
})

test('turning a phone keeps the event that is being read', async ({ openAs, api, newLead }) => {
  const page = await openLead({ openAs, api }, await newLead())
  await resizeTo(page, 390, 844)
  const event = page.getByRole('article').filter({ hasText: 'Day 9' })
  // the first visible event is the one that is kept
  await event.evaluate((element) => element.scrollIntoView())
  await settle(page)
  await resizeTo(page, 844, 390)
  await expect(event).toBeInViewport()
  await resizeTo(page, 390, 844)
  await expect(event).toBeInViewport()
})
