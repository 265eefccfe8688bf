const actions = ['find', 'log'] as const

/** What a shortcut of the installed page starts with (`public/manifest.webmanifest`): find a lead, or log on one. */
export type StartAction = (typeof actions)[number]

let action: StartAction | undefined

/** Reads `?start=` when the page opens, and takes it out of the address: a reload starts nothing. */
export function readStartAction(): void {
  const url = new URL(location.href)
  const start = url.searchParams.get('start')
  action = actions.find((known) => known === start)
  if (start === null) return
  url.searchParams.delete('start')
  history.replaceState(null, '', `${url.pathname}${url.search}`)
}

/** The action that this visit started with. */
export function startAction(): StartAction | undefined {
  return action
}
