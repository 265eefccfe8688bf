/**
 * The pages with a path of their own, besides an event's. `people` is the user management, for managers; `join` is the
 * target of an invitation or a password link.
 */
export const pagePaths = {
  timeline: '/',
  leads: '/leads',
  search: '/search',
  activity: '/activity',
  changes: '/changes',
  people: '/people',
  import: '/import',
  join: '/join',
} as const

export type PageName = keyof typeof pagePaths | 'event'

/** Returns the path of an event, whose lead the page then looks up. */
export function eventPath(id: number): string {
  return `/events/${id}`
}

/** What a path shows: one of the pages, and for an event its ID. */
export interface PagePath {
  readonly page: PageName
  readonly event?: number
}

const namesByPath = new Map(namesOf(pagePaths))

function namesOf<Name extends string>(table: Readonly<Record<Name, string>>): [path: string, name: Name][] {
  const entries: [string, Name][] = []
  for (const name in table) entries.push([table[name], name])
  return entries
}

/**
 * Returns the page at a path, with or without a slash at its end; `undefined` if there is none. The router of the page,
 * the service and the service worker share this list of the page's URLs.
 */
export function findPage(pathname: string): PagePath | undefined {
  const path = pathname.replace(/(?<=.)\/$/, '')
  const page = namesByPath.get(path)
  if (page !== undefined) return { page }
  const event = Number(/^\/events\/(\d{1,15})$/.exec(path)?.[1])
  return event > 0 ? { page: 'event', event } : undefined
}

/** Whether the service itself responds at a path, so that no page is shown there. */
export function isServicePath(pathname: string): boolean {
  return /^\/(v2|session|metrics|healthz|readyz|assets|\.well-known)(\/|$)/.test(pathname)
}
