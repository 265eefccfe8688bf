import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { Link } from '../ui/Link.tsx'
import { currentRoute, toHref, navigate, parseUrl, useRoute } from './route.ts'

beforeEach(() => window.history.replaceState(null, '', '/'))

/** The route of a URL without parameters. */
const defaultRoute = {
  leads: [],
  order: 'newest',
  event: undefined,
  q: '',
  matchesOnly: false,
  filter: {},
  change: undefined,
  table: undefined,
  details: undefined,
  list: {},
  page: 'timeline',
}

it.each([
  ['/', {}],
  ['/?leads=6da785b3adf2', { leads: ['6da785b3adf2'] }],
  ['/?leads=a,b%2Fc&order=oldest&event=42', { leads: ['a', 'b/c'], order: 'oldest', event: 42 }],
  ['/events/42', { page: 'event', event: 42 }],
  ['/?leads=a&q=second%20floor&event=42', { leads: ['a'], q: 'second floor', event: 42 }],
  ['/?leads=a&q=offerta&hits=only', { leads: ['a'], q: 'offerta', matchesOnly: true }],
  ['/?leads=a&status=Won&owner=luca', { leads: ['a'], filter: { status: 'Won', owner: 'luca' } }],
  [
    '/?leads=a&from=2026-01-10&to=2026-01-10',
    { leads: ['a'], filter: { from: '2026-01-10', to: '2026-01-10' } },
  ],
  ['/leads?status=New', { page: 'leads', list: { status: ['New'] } }],
  ['/search', { page: 'search' }],
  [
    '/activity?owner=luca&from=2026-01-10&change=status',
    { page: 'activity', filter: { owner: 'luca', from: '2026-01-10' }, change: 'status' },
  ],
  [
    '/changes?leads=a&owner=luca&from=2026-01-10',
    { page: 'changes', leads: ['a'], filter: { owner: 'luca', from: '2026-01-10' } },
  ],
  [
    '/search?order=oldest&q=100%25%20%26%20more&assignee=larentis%2Bunicorno%40example.test',
    {
      page: 'search',
      order: 'oldest',
      q: '100% & more',
      filter: { leadAssignee: 'larentis+unicorno@example.test' },
    },
  ],
  ['/?leads=a,b&table=since', { leads: ['a', 'b'], table: { column: 'since', isReversed: false } }],
  ['/?leads=a,b&table=-name', { leads: ['a', 'b'], table: { column: 'name', isReversed: true } }],
  ['/?leads=a&details=42', { leads: ['a'], details: 42 }],
  ['/events/42?details=42', { page: 'event', event: 42, details: 42 }],
  [
    '/?status=New&status=Proposal%2C%20sent&assignee=luca&quiet=30&type=company&sort=longest',
    {
      list: {
        status: ['New', 'Proposal, sent'],
        leadAssignee: 'luca',
        quietDays: 30,
        type: 'company',
        sort: 'longest',
      },
    },
  ],
  ['/?unassigned=true&open=true', { list: { unassigned: true, open: true } }],
  [
    '/?leads=a&status=Won&list.status=New&list.assignee=luca&list.sort=name',
    {
      leads: ['a'],
      filter: { status: 'Won' },
      list: { status: ['New'], leadAssignee: 'luca', sort: 'name' },
    },
  ],
  ['/search?q=offer&list.quiet=60', { page: 'search', q: 'offer', list: { quietDays: 60 } }],
] as const)('formats and parses the URL %s', (href, route) => {
  expect(toHref(route)).toBe(href)
  expect(parseUrl(href)).toEqual({ ...defaultRoute, ...route })
})

it('reads several leads, in one parameter or in one each', () => {
  expect(parseUrl('/?leads=a&leads=b,c&leads=a').leads).toEqual(['a', 'b', 'c'])
})

it.each([
  '/?order=sideways&event=minus&leads=',
  '/?event=0&leads=a%20b',
  '/events/abc',
  '/events/1.5',
  '/elsewhere?leads=%22',
  '/?status=%20&from=2026-02-30&to=soon&hits=some',
  '/?leads=&from=2026-02-02&to=2026-02-01',
  '/?quiet=soon&type=dog&sort=sideways&open=yes&unassigned=&assignee=%20',
  '/?change=note&table=-colour',
  '/?quiet=0&sort=recent&list.sort=name',
  `/?q=${'a'.repeat(201)}`,
])('treats invalid parts of %s as absent', (href) => {
  expect(parseUrl(href)).toEqual(defaultRoute)
})

it('accepts a slash at the end of a path', () => {
  expect(parseUrl('/leads/')).toEqual({ ...defaultRoute, page: 'leads' })
  expect(parseUrl('/events/42/')).toEqual({ ...defaultRoute, page: 'event', event: 42 })
})

it('keeps the rest of the URL when a part of it changes', () => {
  navigate({ leads: ['a'], q: 'offer', filter: { status: 'Won' } })
  navigate({ ...currentRoute(), order: 'oldest' })
  expect(location.search).toBe('?leads=a&order=oldest&q=offer&status=Won')
})

it('keeps the lead list in links that do not name another one', () => {
  navigate({ list: { quietDays: 30 } })
  expect(location.search).toBe('?quiet=30')
  expect(toHref({ leads: ['a'] })).toBe('/?leads=a&list.quiet=30')
  expect(toHref({ page: 'event', event: 42, list: {} })).toBe('/events/42')
  render(<Link to={{ leads: ['a'] }}>To a</Link>)
  const link = screen.getByRole('link', { name: 'To a' })
  expect(link).toHaveAttribute('href', '/?leads=a&list.quiet=30')
  act(() => navigate({ list: { sort: 'longest' } }))
  expect(link).toHaveAttribute('href', '/?leads=a&list.sort=longest')
})

it('contains each lead once', () => {
  expect(parseUrl('/?leads=a,b,a').leads).toEqual(['a', 'b'])
})

function CurrentRoute() {
  const { leads, order } = useRoute()
  return (
    <>
      <p>{`${leads.join(' and ')}, ${order}`}</p>
      <Link to={{ leads: ['b'] }}>To b</Link>
    </>
  )
}

it('updates with the URL, and goes back with the browser', async () => {
  render(<CurrentRoute />)
  act(() => navigate({ leads: ['a'], order: 'oldest' }))
  expect(screen.getByText('a, oldest')).toBeInTheDocument()
  act(() => navigate({ leads: ['a'] }, { replace: true }))
  expect(screen.getByText('a, newest')).toBeInTheDocument()
  window.history.back()
  expect(await screen.findByText(', newest')).toBeInTheDocument()
})

it('follows a link without loading the page, and leaves a modified click to the browser', async () => {
  render(<CurrentRoute />)
  const link = screen.getByRole('link', { name: 'To b' })
  expect(link).toHaveAttribute('href', '/?leads=b')

  const user = userEvent.setup()
  // jsdom cannot navigate, so the test records whether the browser would
  const leftToBrowser: boolean[] = []
  document.addEventListener(
    'click',
    (event) => {
      leftToBrowser.push(!event.defaultPrevented)
      event.preventDefault()
    },
    { once: true },
  )
  await user.keyboard('{Meta>}')
  await user.click(link)
  await user.keyboard('{/Meta}')
  expect(leftToBrowser).toEqual([true])
  expect(screen.getByText(', newest')).toBeInTheDocument()

  await user.click(link)
  expect(screen.getByText('b, newest')).toBeInTheDocument()
})
