import { findPage } from '../../../contract/page-paths.ts'

/** What the scripts of a first view depend on. */
export interface PageVariant {
  readonly view: 'timeline' | 'home' | 'search' | 'sign-in' | 'other'
  readonly language: 'en' | 'it'
}

/** A link of a script that only some views or one language need; `vite.config.ts` writes one per line. */
const conditionalLink = /^\s*<link rel="modulepreload"[^>]*? data-(?:views|language)="([\w -]*)">\n/gm

/** Returns index.html for a view and a language, without the links of scripts that only others need. */
export function pageVariant(html: string, { view, language }: PageVariant): string {
  return html.replaceAll(conditionalLink, (link, names: string) =>
    names.split(' ').some((name) => name === view || name === language) ? link : '',
  )
}

/** Returns what the first view of a request for the page needs; a request without a session cookie shows the sign-in. */
export function variantOf({ url, headers }: Request): PageVariant {
  const language = languageOf(headers.get('accept-language') ?? '')
  const { pathname, searchParams } = new URL(url)
  const page = findPage(pathname)?.page
  if (page === 'join') return { view: 'other', language }
  if (!(headers.get('cookie') ?? '').includes('leadline.session_token=')) return { view: 'sign-in', language }
  if (page === 'search') return { view: 'search', language }
  if (page === 'event' || (page === 'timeline' && searchParams.has('leads')))
    return { view: 'timeline', language }
  return { view: page === 'timeline' || page === 'leads' ? 'home' : 'other', language }
}

/** Returns the language of the page for a browser's languages, as `preferredLocale` in src/app/shared/i18n does. */
function languageOf(accepted: string): PageVariant['language'] {
  const codes = accepted.split(',').map((range) => range.trim().slice(0, 2).toLowerCase())
  return codes.find((code) => code === 'en' || code === 'it') === 'it' ? 'it' : 'en'
}
