import { useEffect, useRef, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'

/** A row whose page cannot be read never comes; after this, in milliseconds, it is not waited for any more. */
const patience = 5_000

/** The height of the day that sticks to the top, and of a row that is hardly in sight; in pixels. */
const covered = 40

interface RowFocusParts {
  readonly feed: RefObject<HTMLElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly length: number
}

/** Moves the focus from article to article. */
export interface RowFocus {
  /** to the article of a row, as soon as it is there */
  readonly goToRow: (index: number) => void
  /** by so many articles from the one that has it, or that it is on its way to; else to the topmost one in sight */
  readonly step: (by: number) => void
  /** gives up what it is on its way to */
  readonly stop: () => void
  /** the row that has it, else the topmost one in sight */
  readonly presentRow: () => number
}

export function useRowFocus({ feed, scroller, list, length }: RowFocusParts): RowFocus {
  /** the row that the focus is on its way to, and how to stop that */
  const going = useRef<{ readonly index: number; readonly stop: () => void }>(undefined)
  useEffect(() => () => going.current?.stop(), [])

  const articleOf = (index: number) =>
    feed.current?.querySelector<HTMLElement>(`article[aria-posinset="${index + 1}"]`)
  const focusedRow = () => {
    const article = document.activeElement?.closest('article')
    if (article === null || article === undefined || feed.current?.contains(article) !== true)
      return undefined
    return Number(article.getAttribute('aria-posinset')) - 1
  }
  const topRow = () => list.current?.indexAt((scroller.current?.scrollTop ?? 0) + covered) ?? 0

  function goToRow(index: number) {
    going.current?.stop()
    if (index < 0 || index >= length) return
    const origin = document.activeElement
    const until = performance.now() + patience
    let frame = 0
    const stop = () => {
      cancelAnimationFrame(frame)
      going.current = undefined
    }
    const takeFocus = () => {
      const article = articleOf(index)
      article?.focus()
      const moved = document.activeElement !== origin || document.activeElement === article
      // a row of a long list is there only after its page was read and its height measured
      if (moved || performance.now() > until) stop()
      else frame = requestAnimationFrame(takeFocus)
    }
    going.current = { index, stop }
    if (articleOf(index) === null) list.current?.scrollToIndex(index, 'center')
    takeFocus()
  }

  return {
    goToRow,
    step: (by) => {
      const from = going.current?.index ?? focusedRow()
      goToRow(from === undefined ? topRow() : from + by)
    },
    stop: () => going.current?.stop(),
    presentRow: () => focusedRow() ?? topRow(),
  }
}
