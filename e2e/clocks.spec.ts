import { variantsAt } from '../src/testing/campaign.ts'
import { composer, eventWith, expect, expectSaved, test } from './support/story.ts'

const hour = 3_600_000
const minute = 60_000

const zones = ['Europe/Rome', 'America/New_York', 'Pacific/Kiritimati'] as const

for (const [testIndex, timezoneId] of zones.entries()) {
  test.describe(`a browser in ${timezoneId}`, () => {
    test.use({ timezoneId })

    test('with a clock that is more than a day wrong logs now, and five minutes ago, by the service’s clock', async ({
      page,
      openAs,
      api,
      newLead,
    }) => {
      for (const off of variantsAt([-26, 26], testIndex)) {
        await test.step(`${off} hours off`, async () => {
          const lead = await newLead()
          await api.log('giulia', lead, {
            note: 'a while ago',
            date: new Date(Date.now() - hour).toISOString(),
          })
          await page.clock.setSystemTime(Date.now() + off * hour)
          await openAs('giulia', `/?leads=${lead}`)
          const form = composer(page)
          const note = form.getByRole('textbox', { name: 'Note' })
          // the permitted times follow the service's clock, in this time zone
          await form.getByRole('combobox', { name: 'Date' }).click()
          await form.getByRole('option', { name: /5 min ago/ }).click()
          await expect(form.getByText('– allowed')).toBeVisible()
          await note.fill('five minutes ago')
          await note.press('ControlOrMeta+Enter')
          await expectSaved(eventWith(page, 'five minutes ago'))
          const [earlier] = await api.events(lead)
          const age = Date.now() - Date.parse(earlier?.date ?? '')
          expect(age).toBeGreaterThan(4 * minute)
          expect(age).toBeLessThan(8 * minute)

          const before = Date.now()
          await note.fill('now')
          await note.press('ControlOrMeta+Enter')
          await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('now')
          const [logged] = await api.events(lead)
          expect(Date.parse(logged?.date ?? '')).toBeGreaterThanOrEqual(before - 1)
          expect(Date.parse(logged?.date ?? '')).toBeLessThanOrEqual(Date.now())
        })
      }
    })
  })
}

/** Times just before and during the hour in which the clocks of Rome change. */
const changesInRome = {
  spring: ['2027-03-28T00:59:50Z', '2027-03-28T01:30:00Z'],
  autumn: ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'],
}

for (const [testIndex, [season, times]] of Object.entries(changesInRome).entries()) {
  test(`a browser whose clock is at the ${season} time change logs now by the service’s clock`, async ({
    page,
    openAs,
    api,
    newLead,
  }) => {
    for (const time of variantsAt(times, testIndex)) {
      await test.step(time, async () => {
        const lead = await newLead()
        await api.log('giulia', lead, { note: 'first', date: '2024-01-10' })
        await page.clock.setSystemTime(time)
        await openAs('giulia', `/?leads=${lead}`)
        const note = composer(page).getByRole('textbox', { name: 'Note' })
        await note.fill('now')
        await note.press('ControlOrMeta+Enter')
        await expectSaved(eventWith(page, 'now'))
        const [logged] = await api.events(lead)
        expect(Math.abs(Date.now() - Date.parse(logged?.date ?? ''))).toBeLessThan(minute)
      })
    }
  })
}

const changes = [
  {
    zone: 'Europe/Rome',
    skipped: '2024-03-31T02:30',
    meant: '2024-03-31T01:30:00.000Z',
    twice: '2024-10-27T02:30',
    hours: ['2024-10-27T00:30:00.000Z', '2024-10-27T01:30:00.000Z'],
  },
  {
    zone: 'America/New_York',
    skipped: '2024-03-10T02:30',
    meant: '2024-03-10T07:30:00.000Z',
    twice: '2024-11-03T01:30',
    hours: ['2024-11-03T05:30:00.000Z', '2024-11-03T06:30:00.000Z'],
  },
  {
    zone: 'Australia/Lord_Howe',
    skipped: '2024-10-06T02:15',
    meant: '2024-10-05T15:45:00.000Z',
    twice: '2024-04-07T01:45',
    hours: ['2024-04-06T14:45:00.000Z', '2024-04-06T15:15:00.000Z'],
  },
] as const

for (const { zone, skipped, meant, twice, hours } of changes) {
  test.describe(`when the clocks change in ${zone}`, () => {
    test.use({ timezoneId: zone })

    test('the page explains a time that does not exist or exists twice, resolves it, and saves it as shown', async ({
      openAs,
      api,
      newLead,
    }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'first', date: '2024-01-10' })
      const page = await openAs('giulia', `/?leads=${lead}`)
      const form = composer(page)
      const times = [
        { at: skipped, remark: /doesn’t exist on that day/, saved: meant },
        { at: twice, remark: /This is the first,/, saved: hours[0] },
        { at: twice, remark: /This is the first,/, press: 'Use the second', saved: hours[1] },
      ]
      // each date must be after the previous one
      times.sort((one, other) => one.saved.localeCompare(other.saved))
      for (const { at, remark, press, saved } of times) {
        await form.getByRole('combobox', { name: 'Date' }).click()
        await form.getByRole('option', { name: 'Choose a date and time…' }).click()
        await form.getByLabel('When it happened').fill(at)
        await expect(form.getByText(remark)).toBeVisible()
        if (press !== undefined) await form.getByRole('button', { name: press }).click()
        await form.getByRole('textbox', { name: 'Note' }).fill(`settled as ${saved}`)
        await page.keyboard.press('ControlOrMeta+Enter')
        await expectSaved(eventWith(page, `settled as ${saved}`))
        expect((await api.events(lead))[0]?.date).toBe(saved)
      }
    })
  })
}
