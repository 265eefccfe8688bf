import { act, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from '../../testing/render-app.tsx'
import { navigate, type RouteTarget } from '../shared/router/route.ts'

const expectTitle = async (title: string) => waitFor(() => expect(document.title).toBe(title))

it('names the lead or the screen in the title of the tab, and counts the changes that are not saved', async () => {
  const { user } = await renderApp('/', {
    as: 'marco',
    given: async (api) => {
      await api('marco').write('POST', '/v2/leadevents', {
        lead: 'ferrari',
        type: 'company',
        note: 'Called.',
      })
    },
  })
  await expectTitle('Home · Leadline')
  const routes: [RouteTarget, string][] = [
    [{ page: 'search' }, 'Search notes'],
    [{ page: 'search', q: 'pilot' }, '“pilot”'],
    [{ page: 'activity' }, 'Activity'],
    [{ page: 'changes' }, 'Change log'],
    [{ page: 'people' }, 'Users'],
    [{ page: 'event', event: 999_999 }, 'Event not found'],
    [{ leads: ['ferrari'] }, 'ferrari'],
  ]
  for (const [route, title] of routes) {
    act(() => navigate(route))
    await expectTitle(`${title} · Leadline`)
  }
  const note = await screen.findByRole('textbox', { name: 'Note' })
  const online = globalThis.fetch
  globalThis.fetch = async () => Promise.reject(new TypeError('offline'))
  await user.type(note, 'Rang.{Control>}{Enter}{/Control}')
  await expectTitle('(1) ferrari · Leadline')
  globalThis.fetch = online
  act(() => {
    window.dispatchEvent(new Event('focus'))
  })
  await waitFor(() => expect(document.title).toBe('ferrari · Leadline'))
})
