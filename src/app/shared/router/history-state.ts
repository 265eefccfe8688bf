import * as z from 'zod/mini'

/** A scroll position of a timeline, relative to an event, because rows are added and removed and their heights change. */
const timelinePosition = z.object({
  event: z.int(),
  date: z.string(),
  /** distance from the top of the event to the top of the viewport, in pixels */
  above: z.number(),
  offset: z.int(),
})

export type TimelinePosition = z.output<typeof timelinePosition>

/** What an entry of the browser's history stores besides its URL: where the user was when they left the page. */
const historyState = z.object({
  place: z.optional(timelinePosition),
  /** the scroll position of a list in pixels, and the link by which the user left it */
  list: z.optional(
    z.object({
      top: z.number(),
      href: z.string(),
      /** the number of the link among those with the same target */
      index: z.int(),
    }),
  ),
})

export type HistoryState = z.output<typeof historyState>

/** Returns the state of the current history entry; nothing if another version or program wrote it. */
export function readHistoryState(): HistoryState {
  return historyState.safeParse(history.state).data ?? {}
}

/** Replaces a part of the current entry's state; `undefined` removes the part. The URL and the other parts stay. */
export function updateHistoryState(part: Partial<HistoryState>): void {
  history.replaceState({ ...readHistoryState(), ...part }, '')
}

/** Replaces the URL of the current entry, whose state stays. The router is not notified. */
export function replaceHref(href: string): void {
  history.replaceState(history.state, '', href)
}
