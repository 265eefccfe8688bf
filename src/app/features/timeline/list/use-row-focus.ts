import { useEffect, useRef, type RefObject } from 'react'
import type { RowListHandle } from './row-list.ts'
import { coveredPx } from './use-scroller-change.ts'

/** Timeout in milliseconds for a row to be rendered, because a row whose page fails to load never is. */
const rowTimeoutMs = 5_000

/** Height of a barely visible row, in pixels. */
const barelyVisiblePx = 4

interface RowFocusParts {
  readonly feed: RefObject<HTMLElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<RowListHandle | null>
  readonly length: number
}

/** Moves the focus from article to article. */
export interface RowFocus {
  /** moves the focus to the article of a row as soon as it is rendered */
  readonly goToRow: (index: number) => void
  /** moves it by a number of articles from the focused or pending one, otherwise to the topmost visible one */
  readonly step: (by: number) => void
  /** cancels the pending move */
  readonly stop: () => void
  /** returns the focused row, otherwise the topmost visible one */
  readonly currentRow: () => number
}

export function useRowFocus({ feed, scroller, list, length }: RowFocusParts): RowFocus {
  /** the row to which the focus will move, and how to cancel this */
  const pending = useRef<{ readonly index: number; readonly stop: () => void }>(undefined)
  useEffect(() => () => pending.current?.stop(), [])

  const findArticle = (index: number) =>
    feed.current?.querySelector<HTMLElement>(`article[aria-posinset="${index + 1}"]`)
  const focusedRow = () => {
    const article = document.activeElement?.closest('article')
    if (article === null || article === undefined || feed.current?.contains(article) !== true)
      return undefined
    return Number(article.getAttribute('aria-posinset')) - 1
  }
  const topRow = () => {
    const element = scroller.current
    if (element === null) return 0
    return list.current?.indexAt(element.scrollTop + coveredPx(element) + barelyVisiblePx) ?? 0
  }

  function goToRow(index: number) {
    pending.current?.stop()
    if (index < 0 || index >= length) return
    const origin = document.activeElement
    const deadline = performance.now() + rowTimeoutMs
    let frame = 0
    const stop = () => {
      cancelAnimationFrame(frame)
      pending.current = undefined
    }
    const takeFocus = () => {
      const article = findArticle(index)
      article?.focus()
      const moved = document.activeElement !== origin || document.activeElement === article
      // a row of the virtual list is rendered only after its page was loaded and its height measured
      if (moved || performance.now() > deadline) stop()
      else frame = requestAnimationFrame(takeFocus)
    }
    pending.current = { index, stop }
    if (findArticle(index) === null) list.current?.scrollToIndex(index, 'center')
    takeFocus()
  }

  return {
    goToRow,
    step: (by) => {
      const from = pending.current?.index ?? focusedRow()
      goToRow(from === undefined ? topRow() : from + by)
    },
    stop: () => pending.current?.stop(),
    currentRow: () => focusedRow() ?? topRow(),
  }
}
