import { screen, within } from '@testing-library/react'
import { renderApp } from './render-app.tsx'
import type { TestService } from './start-service.ts'

/**
 * Opens a lead's timeline on a running service. Its latest event, by Luca, was on 22 November 2026 at 10:00 UTC, the
 * day before `testNow`: status New, assigned to Luca.
 */
export async function renderLead(service: TestService, lead: string, as = 'giulia') {
  const app = await renderApp(`/?leads=${lead}`, {
    as,
    service,
    given: async (api) => {
      const fields = { lead, type: 'company', status: 'New', leadAssignee: 'luca' }
      const date = '2026-11-22T10:00:00Z'
      await api('luca').write('POST', '/v2/leadevents', { ...fields, note: 'Found them at the fair.', date })
    },
  })
  const form = within(await screen.findByRole('form', { name: 'Log an event' }))
  await screen.findByText('Found them at the fair.')
  const choose = async (field: string, option: string | RegExp) => {
    await app.user.click(form.getByRole('combobox', { name: field }))
    await app.user.click(await form.findByRole('option', { name: option }))
  }
  const latest = async () => {
    const { body } = await app.api('giulia').get('/v2/leadevents', { leads: lead })
    return body.items[0]
  }
  return { ...app, form, choose, latest, note: form.getByRole('textbox', { name: 'Note' }) }
}
