import type { I18n, Messages } from '@lingui/core'
import { use } from 'react'
import { LocaleContext, type ActiveLocale, type Locale } from '../../shared/i18n/i18n.ts'

/** The messages of the import, which few visits need. */
const importMessages: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => (await import('../../shared/i18n/messages.import.en.json')).default,
  it: async () => (await import('../../shared/i18n/messages.import.it.json')).default,
}

const loading = new WeakMap<I18n, Promise<void>>()

/** Adds the messages of the import to those of the active language; the component suspends until they are loaded. */
export function useImportMessages(): void {
  use(loadMessages(use(LocaleContext)))
}

// the same promise for every render, as `use` requires
function loadMessages(active: ActiveLocale): Promise<void> {
  const before = loading.get(active.catalogue)
  if (before !== undefined) return before
  const loaded = addMessages(active)
  loading.set(active.catalogue, loaded)
  return loaded
}

async function addMessages({ locale, catalogue }: ActiveLocale): Promise<void> {
  try {
    catalogue.load(locale, await importMessages[locale]())
  } catch (error) {
    // the next visit of the screen tries again
    loading.delete(catalogue)
    throw error
  }
}
