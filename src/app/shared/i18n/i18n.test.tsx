import { act, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { preferredLocale, setLocale, initLocale, useLocale, useMessages } from './i18n.ts'
import { ViewerProvider } from './ViewerProvider.tsx'

const renderMessages = () =>
  render(
    <ViewerProvider>
      <Messages />
    </ViewerProvider>,
  )

function Messages() {
  const t = useMessages()
  return (
    <p>
      {useLocale()}: {t('leads.count', { count: 1 })}, {t('leads.count', { count: 1200 })},{' '}
      {t('leads.noMatch.title', { q: '{x}' })}
    </p>
  )
}

afterEach(async () => {
  await act(async () => setLocale('en'))
  localStorage.clear()
})

it('fills placeholders and chooses plurals', () => {
  renderMessages()
  expect(screen.getByText('en: 1 lead, 1,200 leads, No lead matches “{x}”')).toBeInTheDocument()
})

it('switches the language at once, and sets it for assistive technology', async () => {
  renderMessages()
  await act(async () => setLocale('it'))
  expect(screen.getByText('it: 1 lead, 1200 lead, Nessun lead corrisponde a “{x}”')).toBeInTheDocument()
  expect(document.documentElement.lang).toBe('it')
})

it('restores the language of the last visit', async () => {
  localStorage.setItem('leadline.locale', 'it')
  renderMessages()
  await act(initLocale)
  expect(screen.getByText(/^it:/)).toBeInTheDocument()
})

it('chooses the first supported language of the browser’s list, else English', () => {
  expect(preferredLocale(['de-AT', 'it-CH', 'en'])).toBe('it')
  expect(preferredLocale(['EN-us', 'it'])).toBe('en')
  expect(preferredLocale(['de', 'fr'])).toBe('en')
  expect(preferredLocale([])).toBe('en')
})
