import { replaceHref } from './history-state.ts'

const actions = ['find', 'log'] as const

/** The action of a shortcut of the installed app (`public/manifest.webmanifest`): find a lead, or log an event. */
export type StartAction = (typeof actions)[number]

let action: StartAction | undefined

/** Reads `?start=` when the page opens, and removes it from the URL, so that a reload does not repeat the action. */
export function readStartAction(): void {
  const url = new URL(location.href)
  const start = url.searchParams.get('start')
  action = actions.find((name) => name === start)
  if (start === null) return
  url.searchParams.delete('start')
  // on a phone the list is a screen of its own
  const path = action !== undefined && url.pathname === '/' && url.search === '' ? '/leads' : url.pathname
  replaceHref(`${path}${url.search}`)
}

/** Returns the action that this visit started with. */
export function startAction(): StartAction | undefined {
  return action
}
