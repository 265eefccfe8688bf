import { setupI18n, type I18n, type Messages } from '@lingui/core'
import { useSyncExternalStore } from 'react'
import english from './messages.en.json'

/** The languages that the screen speaks. */
export const locales = ['en', 'it'] as const

export type Locale = (typeof locales)[number]

/** A key of the message catalogues. */
export type MessageKey = keyof typeof english

/** What stands in a message's placeholders; a plural takes a number. */
export type MessageValues = Readonly<Record<string, string | number>>

/** Gives a message in the reader's language. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

const storageKey = 'leadline.locale'
const listeners = new Set<() => void>()

// a new object for each language, so that what was rendered with the one before is rendered again
let current = speak('en', english)

function speak(locale: Locale, messages: Messages): { readonly locale: Locale; readonly t: Translate } {
  const catalogue: I18n = setupI18n({ locale, messages: { [locale]: messages } })
  return { locale, t: (key, values) => catalogue._(key, values) }
}

/**
 * Speaks another language from now on, and keeps that for the next visit. Rejects, and stays with the present
 * language, where its catalogue cannot be loaded.
 */
export async function setLocale(locale: Locale): Promise<void> {
  await speakFromNow(locale)
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // a browser that keeps nothing still speaks the language until it is closed
  }
}

/** Speaks the language kept from the last visit, else the first of the browser's that the screen speaks. */
export async function startLocale(): Promise<void> {
  await speakFromNow(keptLocale() ?? preferredLocale(navigator.languages))
}

/** The first language of a browser's list, such as `['it-CH', 'de']`, that the screen speaks; English where none is. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const known = locales.find((locale) => locale === language.toLowerCase().split('-')[0])
    if (known !== undefined) return known
  }
  return 'en'
}

/** The words of the screen, in the reader's language. */
export function useMessages(): Translate {
  return useSyncExternalStore(subscribe, () => current.t)
}

/** The reader's language. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, () => current.locale)
}

async function speakFromNow(locale: Locale): Promise<void> {
  // loaded only where it is wanted: the first view of an English reader needs no Italian
  const messages = locale === 'en' ? english : (await import('./messages.it.json')).default
  current = speak(locale, messages)
  document.documentElement.lang = locale
  for (const listener of listeners) listener()
}

function keptLocale(): Locale | undefined {
  try {
    const kept = localStorage.getItem(storageKey)
    return locales.find((locale) => locale === kept)
  } catch {
    return undefined
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
