import { setupI18n, type I18n, type Messages } from '@lingui/core'
import { createContext, use } from 'react'
import { createStore, useStore } from '../store.ts'
import { bidiIsolate } from './bidi-isolate.ts'
import type importEnglish from './messages.import.en.json'
import type lazyEnglish from './messages.lazy.en.json'
import english from './messages.en.json'

/** The supported languages. */
export const locales = ['en', 'it'] as const

export type Locale = (typeof locales)[number]

/** A key of the message catalogues. */
export type MessageKey = keyof typeof english | keyof typeof lazyEnglish | keyof typeof importEnglish

/** The values of a message's placeholders; a plural needs a number. */
export type MessageValues = Readonly<Record<string, string | number>>

/** Returns a message in the active language. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

const storageKey = 'leadline.locale'

/** The active language, with its messages loaded so far. */
export interface ActiveLocale {
  readonly locale: Locale
  readonly catalogue: I18n
  readonly t: Translate
}

/** Messages in the initial bundle: English is included, other languages are loaded on demand. */
const initialMessages: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => Promise.resolve(english),
  it: async () => (await import('./messages.it.json')).default,
}

/** Messages of the chunks that are loaded later. */
const lazyMessages: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => (await import('./messages.lazy.en.json')).default,
  it: async () => (await import('./messages.lazy.it.json')).default,
}

/** all messages of a language, once a chunk needs them */
const allMessages = new Map<Locale, Promise<Messages>>()

// a new object for each language, so that components that used the previous one render again
const activeLocale = createStore(activate('en', english))
/** the latest requested language, which may still be loading */
let requestedLocale = firstLocale()
/** whether a chunk was requested that needs more messages than the initial bundle */
let needsAllMessages = false

function activate(locale: Locale, messages: Messages): ActiveLocale {
  const catalogue = setupI18n({ locale, messages: { [locale]: messages } })
  return { locale, catalogue, t: (key, values) => catalogue._(key, values && isolateTexts(values)) }
}

/** Isolates texts in a sentence, so that right-to-left names do not reorder it. */
function isolateTexts(values: MessageValues): MessageValues {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? bidiIsolate(value) : value,
  ])
  return Object.fromEntries(entries)
}

/**
 * Switches to another language, and stores it for the next visit. Rejects and keeps the current language if its
 * messages cannot be loaded.
 */
export async function setLocale(locale: Locale): Promise<void> {
  await switchLocale(locale)
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // without storage, the language lasts until the page is closed
  }
}

/** Switches to the stored language, else to the first supported language of the browser. */
export async function initLocale(): Promise<void> {
  await switchLocale(firstLocale())
}

/** Loads a chunk together with its messages. Rejects if either cannot be loaded. */
export async function loadWithMessages<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  needsAllMessages = true
  const [loaded] = await Promise.all([load(), switchLocale(requestedLocale)])
  return loaded
}

/** Returns the first supported language of a browser's list, such as `['it-CH', 'de']`; English if there is none. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const supported = locales.find((locale) => locale === language.toLowerCase().split('-')[0])
    if (supported !== undefined) return supported
  }
  return 'en'
}

/**
 * Returns the active locale, and updates when it changes. Only for `ViewerProvider`, which provides it to all others.
 */
export function useActiveLocale(): ActiveLocale {
  return useStore(activeLocale)
}

/** The active locale; English outside `ViewerProvider`. */
export const LocaleContext = createContext(activeLocale.get())

/** Returns the function that translates messages. */
export function useMessages(): Translate {
  return use(LocaleContext).t
}

/** Returns the active language. */
export function useLocale(): Locale {
  return use(LocaleContext).locale
}

async function switchLocale(locale: Locale): Promise<void> {
  requestedLocale = locale
  let messages: Messages
  try {
    messages = await (needsAllMessages ? loadAllMessages(locale) : initialMessages[locale]())
  } catch (error) {
    requestedLocale = activeLocale.get().locale
    throw error
  }
  if (locale !== requestedLocale) return
  const { documentElement } = document
  // setting the same language again would recompute all styles
  if (documentElement.lang !== locale) documentElement.lang = locale
  if (locale === activeLocale.get().locale) {
    // no rendered component uses the additional messages yet
    activeLocale.get().catalogue.load(locale, messages)
    return
  }
  activeLocale.set(activate(locale, messages))
}

/** Loads all messages of a language, once for all chunks that need them. */
async function loadAllMessages(locale: Locale): Promise<Messages> {
  const loading = allMessages.get(locale) ?? mergeMessages(locale)
  allMessages.set(locale, loading)
  try {
    return await loading
  } catch (error) {
    // the next call tries again
    allMessages.delete(locale)
    throw error
  }
}

async function mergeMessages(locale: Locale): Promise<Messages> {
  const [initial, lazy] = await Promise.all([initialMessages[locale](), lazyMessages[locale]()])
  return { ...initial, ...lazy }
}

function firstLocale(): Locale {
  return storedLocale() ?? preferredLocale(navigator.languages)
}

function storedLocale(): Locale | undefined {
  try {
    const stored = localStorage.getItem(storageKey)
    return locales.find((locale) => locale === stored)
  } catch {
    return undefined
  }
}
