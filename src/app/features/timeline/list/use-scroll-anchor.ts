import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'
import { shouldAnchor, type RowListProps } from './row-list.ts'
import type { TimelineRow } from './timeline-rows.ts'

interface StillRowsParts extends Omit<RowListProps, 'renderRow'> {
  readonly list: RefObject<HTMLElement | null>
}

/** A row in sight, and how far below the top of the sight it begins, in pixels. */
interface Mark {
  readonly row: TimelineRow
  readonly top: number
}

/**
 * Keeps what is read where it is while rows come, go and grow above it. (The browser's own scroll anchoring does not do
 * it everywhere, nor at the very top, where others' news are not to push down what is read.) Gives the function that says
 * that the list was sent elsewhere: what was read before is not to be held any more.
 */
export function useScrollAnchor({ list, scroller, rows, isNews }: StillRowsParts): () => void {
  const jumped = useRef(false)
  const marks = useRef<readonly Mark[]>([])
  const room = useRef(0)
  const known = useRef(rows)

  const heights = () => [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)

  const note = useEffectEvent(() => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop, clientHeight } = element
    const noted: Mark[] = []
    for (const [index, { offsetTop, offsetHeight }] of heights().entries()) {
      if (offsetTop > scrollTop + clientHeight) break
      const row = offsetTop + offsetHeight > scrollTop ? rows.at(index) : undefined
      if (row !== undefined) noted.push({ row, top: offsetTop - scrollTop })
    }
    marks.current = noted
  })

  /** Room below the last row, where all of them together are too short for the place to be kept. */
  const makeRoom = useEffectEvent((wanted: number) => {
    if (wanted === room.current || list.current === null) return
    room.current = wanted
    list.current.style.setProperty('padding-block-end', `${wanted}px`)
  })

  const shrinkRoom = useEffectEvent(() => {
    const element = scroller.current
    if (room.current === 0 || element === null) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    makeRoom(Math.max(0, room.current - Math.max(0, below)))
  })

  useLayoutEffect(() => {
    const element = scroller.current
    const isRead = !jumped.current && known.current !== rows
    if (element !== null && isRead && shouldAnchor(rows, element, isNews)) {
      const kept = marks.current.map(({ row, top }) => ({ index: rows.find(row), top }))
      const mark = kept.find(({ index }) => index >= 0)
      const now = mark === undefined ? undefined : heights()[mark.index]
      const distance =
        mark === undefined || now === undefined ? 0 : now.offsetTop - element.scrollTop - mark.top
      if (distance !== 0) {
        const missing = element.scrollTop + distance - (element.scrollHeight - element.clientHeight)
        if (missing > 0) makeRoom(room.current + missing)
        element.scrollBy(0, distance)
      }
    }
    jumped.current = false
    known.current = rows
    note()
  })

  useEffect(() => {
    const element = scroller.current
    const follow = () => {
      jumped.current = false
      shrinkRoom()
      note()
    }
    element?.addEventListener('scroll', follow, { passive: true })
    return () => element?.removeEventListener('scroll', follow)
  }, [scroller])

  return useCallback(() => {
    jumped.current = true
  }, [])
}
