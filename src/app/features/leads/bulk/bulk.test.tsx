import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp, type RenderAppOptions } from '../../../../testing/render-app.tsx'

/** Three leads: two of Luca's, one of Giulia's. */
const given: NonNullable<RenderAppOptions['given']> = async (api) => {
  const log = async (lead: string, leadAssignee: string) =>
    api('luca').write('POST', '/v2/leadevents', {
      lead,
      type: 'company',
      date: '2026-11-20T10:00:00Z',
      status: 'New',
      leadAssignee,
    })
  await log('cantina', 'luca')
  await log('ferrari', 'luca')
  await log('vetreria', 'giulia')
}

async function openDialog() {
  const page = await renderApp('/?leads=cantina,ferrari,vetreria', { as: 'marco', given })
  await page.user.click(await screen.findByRole('button', { name: 'Assign or set status' }))
  const dialog = () => within(screen.getByRole('dialog', { name: /^Change \d leads$/ }))
  await screen.findByRole('dialog', { name: 'Change 3 leads' })
  const assignTo = async (name: string) => {
    const field = dialog().getByRole('combobox', { name: 'Assignee' })
    await page.user.clear(field)
    await page.user.type(field, name)
    await page.user.click(await screen.findByRole('option', { name: new RegExp(`^${name}`) }))
  }
  const assignees = async () =>
    Promise.all(
      ['cantina', 'ferrari', 'vetreria'].map(
        async (lead) => (await page.api('marco').get(`/v2/leads/${lead}`)).body.item.leadAssignee,
      ),
    )
  return { ...page, dialog, assignTo, assignees }
}

it('shows what changes before it happens, and leaves out a lead that would not change', async () => {
  const { dialog, assignTo } = await openDialog()
  await assignTo('Giulia Rossi')
  expect(dialog().getByText('2 leads change:')).toBeVisible()
  expect(dialog().getByText('1 lead stays as it is and gets no event.')).toBeVisible()
  expect(
    dialog()
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    expect.stringMatching(/cantina.*Luca.*→.*Giulia/),
    expect.stringMatching(/ferrari.*Luca.*→.*Giulia/),
  ])
  expect(dialog().getByRole('button', { name: 'Change 2 leads' })).toBeVisible()
})

it('asks for an assignee or a status before it sends anything', async () => {
  const { user, dialog } = await openDialog()
  await user.type(dialog().getByRole('textbox', { name: 'Note' }), 'Handed over.')
  await user.click(dialog().getByRole('button', { name: 'Change 0 leads' }))
  expect(dialog().getByRole('alert')).toHaveTextContent('Choose an assignee or a status.')
})

it('undoes a bulk action while it is pending, and keeps its values', async () => {
  const { user, dialog, assignTo, assignees } = await openDialog()
  await assignTo('Giulia Rossi')
  await user.type(dialog().getByRole('textbox', { name: 'Note' }), 'Handed over.')
  await user.click(dialog().getByRole('button', { name: 'Change 2 leads' }))
  expect(dialog().getByRole('status')).toHaveTextContent(/0 of 2 saved.*sent in ten seconds/)
  await user.click(await screen.findByRole('button', { name: 'Undo the change of 2 leads' }))
  expect(dialog().getByRole('textbox', { name: 'Note' })).toHaveValue('Handed over.')
  expect(dialog().getByRole('button', { name: 'Change 2 leads' })).toBeVisible()
  expect(await assignees()).toEqual(['luca', 'luca', 'giulia'])
})

it('stops what is not sent yet', async () => {
  const { user, dialog, assignTo, assignees } = await openDialog()
  await assignTo('Giulia Rossi')
  await user.click(dialog().getByRole('button', { name: 'Change 2 leads' }))
  await user.click(dialog().getByRole('button', { name: 'Stop' }))
  expect(dialog().getByRole('status')).toHaveTextContent('0 of 2 saved Stopped: 2 leads were not changed.')
  expect(await assignees()).toEqual(['luca', 'luca', 'giulia'])
})

it('sends one event per lead, and lists a lead that somebody has changed in the meantime, with its fix', async () => {
  const { user, api, dialog, assignTo, assignees } = await openDialog()
  await assignTo('Giulia Rossi')
  await user.type(dialog().getByRole('textbox', { name: 'Note' }), 'Handed over.')
  await user.click(dialog().getByRole('button', { name: 'Change 2 leads' }))
  await api('luca').write('POST', '/v2/leadevents', {
    lead: 'ferrari',
    type: 'company',
    status: 'Contacted',
  })
  // closing the notification ends the time for undo
  await user.click(screen.getByRole('button', { name: 'Dismiss notification' }))
  expect(await dialog().findByText('1 lead to check')).toBeVisible()
  expect(await dialog().findByText('1 of 2 saved')).toBeVisible()
  expect(await dialog().findByText('Now: Contacted, Luca Conti')).toBeVisible()
  expect(await assignees()).toEqual(['giulia', 'luca', 'giulia'])
  await user.click(dialog().getByRole('button', { name: 'Change anyway' }))
  await waitFor(async () => expect(await assignees()).toEqual(['giulia', 'giulia', 'giulia']))
  expect(await dialog().findByText('2 of 2 saved')).toBeVisible()
  const { body } = await api('marco').get('/v2/leadevents', { leads: 'cantina,ferrari' })
  expect(body.items.filter((event: { note: string | null }) => event.note === 'Handed over.')).toHaveLength(2)
})

it('changes a rejected lead that the user retries after "Stop"', async () => {
  const { user, api, dialog, assignTo, assignees } = await openDialog()
  await assignTo('Giulia Rossi')
  await user.click(dialog().getByRole('button', { name: 'Change 2 leads' }))
  await api('luca').write('POST', '/v2/leadevents', {
    lead: 'ferrari',
    type: 'company',
    status: 'Contacted',
  })
  const { fetch: online } = globalThis
  // the event of the other lead is still being sent
  let isFirst = true
  globalThis.fetch = async (address, init) => {
    if (init?.method !== 'POST' || !isFirst) return online(address, init)
    isFirst = false
    return new Promise(() => undefined)
  }
  await user.click(screen.getByRole('button', { name: 'Dismiss notification' }))
  expect(await dialog().findByText('1 lead to check')).toBeVisible()
  await user.click(dialog().getByRole('button', { name: 'Stop' }))
  await user.click(dialog().getByRole('button', { name: 'Change anyway' }))
  await waitFor(async () => expect(await assignees()).toEqual(['luca', 'giulia', 'giulia']))
  expect(await dialog().findByText('1 of 2 saved')).toBeVisible()
})
