import { setupI18n, type I18n, type Messages } from '@lingui/core'
import { createContext, use, useSyncExternalStore } from 'react'
import { bidiIsolate } from './bidi-isolate.ts'
import type laterEnglish from './later-messages.en.json'
import english from './messages.en.json'

/** The languages that the screen speaks. */
export const locales = ['en', 'it'] as const

export type Locale = (typeof locales)[number]

/** A key of the message catalogues. */
export type MessageKey = keyof typeof english | keyof typeof laterEnglish

/** What stands in a message's placeholders; a plural takes a number. */
export type MessageValues = Readonly<Record<string, string | number>>

/** Gives a message in the reader's language. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

const storageKey = 'leadline.locale'
const listeners = new Set<() => void>()

/** A language that is spoken, and its words so far. */
export interface ActiveLocale {
  readonly locale: Locale
  readonly catalogue: I18n
  readonly t: Translate
}

/** What the first script says: English comes with it, and another language only where it is wanted. */
const initialMessages: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => Promise.resolve(english),
  it: async () => (await import('./messages.it.json')).default,
}

/** What is said by the scripts that come after it. */
const lazyMessages: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => (await import('./later-messages.en.json')).default,
  it: async () => (await import('./later-messages.it.json')).default,
}

/** all that is said in a language, once a script has asked for it */
const whole = new Map<Locale, Promise<Messages>>()

// a new object for each language, so that what was rendered with the one before is rendered again
let current = activate('en', english)
/** the language asked for last, which may still be on its way */
let wanted = firstLocale()
/** whether a script has been asked for that says more than the first one */
let saysAll = false

function activate(locale: Locale, messages: Messages): ActiveLocale {
  const catalogue = setupI18n({ locale, messages: { [locale]: messages } })
  return { locale, catalogue, t: (key, values) => catalogue._(key, values && isolated(values)) }
}

/** Names in a sentence leave the rest of it where it is. */
function isolated(values: MessageValues): MessageValues {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? bidiIsolate(value) : value,
  ])
  return Object.fromEntries(entries)
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
export async function initLocale(): Promise<void> {
  await speakFromNow(firstLocale())
}

/** Loads what is no part of the first script, and the words that it says. Rejects where either cannot be loaded. */
export async function loadWithMessages<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  saysAll = true
  const [loaded] = await Promise.all([load(), speakFromNow(wanted)])
  return loaded
}

/** The first language of a browser's list, such as `['it-CH', 'de']`, that the screen speaks; English where none is. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const known = locales.find((locale) => locale === language.toLowerCase().split('-')[0])
    if (known !== undefined) return known
  }
  return 'en'
}

/** What is spoken, and every time that this changes: for `ReaderProvider`, which tells all others. */
export function useActiveLocale(): ActiveLocale {
  return useSyncExternalStore(subscribe, () => current)
}

/** English above `ReaderProvider`. */
export const LocaleContext = createContext(current)

/** The words of the screen, in the reader's language. */
export function useMessages(): Translate {
  return use(LocaleContext).t
}

/** The reader's language. */
export function useLocale(): Locale {
  return use(LocaleContext).locale
}

async function speakFromNow(locale: Locale): Promise<void> {
  wanted = locale
  let messages: Messages
  try {
    messages = await (saysAll ? allWords(locale) : initialMessages[locale]())
  } catch (error) {
    wanted = current.locale
    throw error
  }
  if (locale !== wanted) return
  const { documentElement } = document
  // the same language, said again, would have everything styled anew
  if (documentElement.lang !== locale) documentElement.lang = locale
  if (locale === current.locale) {
    // nothing that is shown says them yet
    current.catalogue.load(locale, messages)
    return
  }
  current = activate(locale, messages)
  for (const listener of listeners) listener()
}

/** All that the screen says in a language, put together once for all scripts that ask for it. */
async function allWords(locale: Locale): Promise<Messages> {
  const known = whole.get(locale) ?? putTogether(locale)
  whole.set(locale, known)
  try {
    return await known
  } catch (error) {
    // it may come the next time
    whole.delete(locale)
    throw error
  }
}

async function putTogether(locale: Locale): Promise<Messages> {
  const [first, later] = await Promise.all([initialMessages[locale](), lazyMessages[locale]()])
  return { ...first, ...later }
}

function firstLocale(): Locale {
  return keptLocale() ?? preferredLocale(navigator.languages)
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
