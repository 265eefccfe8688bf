import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { Link } from './ui/Link.tsx'
import { hrefOf, navigate, readUrl, useUrlState } from './url-state.ts'

beforeEach(() => window.history.replaceState(null, '', '/'))

it.each([
  ['/', {}],
  ['/?leads=6da785b3adf2', { leads: ['6da785b3adf2'] }],
  ['/?leads=a,b%2Fc&order=oldest&event=42', { leads: ['a', 'b/c'], order: 'oldest', event: 42 }],
  ['/events/42', { page: 'event', event: 42 }],
  ['/?leads=a&details=42', { leads: ['a'], details: 42 }],
  ['/events/42?details=42', { page: 'event', event: 42, details: 42 }],
] as const)('writes and reads the address %s', (href, place) => {
  expect(hrefOf(place)).toBe(href)
  expect(readUrl(href)).toEqual({ leads: [], order: 'newest', event: undefined, page: 'timeline', ...place })
})

it.each([
  '/?order=sideways&event=minus&leads=',
  '/?event=0&leads=a%20b',
  '/events/abc',
  '/events/1.5',
  '/elsewhere?leads=%22',
])('takes what it cannot read in %s as absent', (href) => {
  expect(readUrl(href)).toEqual({ leads: [], order: 'newest', event: undefined, page: 'timeline' })
})

it('names each lead once', () => {
  expect(readUrl('/?leads=a,b,a').leads).toEqual(['a', 'b'])
})

function Place() {
  const { leads, order } = useUrlState()
  return (
    <>
      <p>{`${leads.join(' and ')}, ${order}`}</p>
      <Link to={{ leads: ['b'] }}>To b</Link>
    </>
  )
}

it('shows what the address says, and goes back with the browser', async () => {
  render(<Place />)
  act(() => navigate({ leads: ['a'], order: 'oldest' }))
  expect(screen.getByText('a, oldest')).toBeInTheDocument()
  act(() => navigate({ leads: ['a'] }, { replace: true }))
  expect(screen.getByText('a, newest')).toBeInTheDocument()
  window.history.back()
  expect(await screen.findByText(', newest')).toBeInTheDocument()
})

it('follows a link without loading the page, and leaves a modified press to the browser', async () => {
  render(<Place />)
  const link = screen.getByRole('link', { name: 'To b' })
  expect(link).toHaveAttribute('href', '/?leads=b')

  const user = userEvent.setup()
  // jsdom cannot go anywhere, so what would be the browser's to do is only asked for
  const left: boolean[] = []
  document.addEventListener(
    'click',
    (event) => {
      left.push(!event.defaultPrevented)
      event.preventDefault()
    },
    { once: true },
  )
  await user.keyboard('{Meta>}')
  await user.click(link)
  await user.keyboard('{/Meta}')
  expect(left).toEqual([true])
  expect(screen.getByText(', newest')).toBeInTheDocument()

  await user.click(link)
  expect(screen.getByText('b, newest')).toBeInTheDocument()
})
