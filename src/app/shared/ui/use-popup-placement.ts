import { useLayoutEffect } from 'react'

const gap = 4
const margin = 8
/** by default the height of the composer's longest list, so that it needs no scrolling */
const defaultHeight = 400
/** the height that a popup needs to be usable: a few rows */
const minHeight = 160

/**
 * Keeps an open popup at its anchor: below it, or above if there is more room, within the window, with the start or the end
 * of both aligned, up to `maxHeight` pixels high, and at least as wide as the anchor. The popup has `position: fixed`, so that
 * no scrolling element or dialog around it clips it.
 */
export function usePopupPlacement(
  open: boolean,
  anchor: HTMLElement | null,
  popup: HTMLElement | null,
  align: 'start' | 'end' = 'start',
  maxHeight: number = defaultHeight,
): void {
  useLayoutEffect(() => {
    if (!open || anchor === null || popup === null) return undefined
    const update = () => place(anchor, popup, align, maxHeight)
    update()
    window.addEventListener('resize', update)
    window.visualViewport?.addEventListener('resize', update)
    document.addEventListener('scroll', update, { capture: true, passive: true })
    return () => {
      window.removeEventListener('resize', update)
      window.visualViewport?.removeEventListener('resize', update)
      document.removeEventListener('scroll', update, { capture: true })
    }
  }, [open, anchor, popup, align, maxHeight])
}

function place(anchor: HTMLElement, popup: HTMLElement, align: 'start' | 'end', maxHeight: number): void {
  const box = anchor.getBoundingClientRect()
  const { clientWidth: width, clientHeight: height } = document.documentElement
  // an on-screen keyboard may cover the lower part of the window
  const viewport = window.visualViewport ?? undefined
  const bottom = Math.min(height, viewport === undefined ? height : viewport.offsetTop + viewport.height)
  const below = bottom - box.bottom - gap - margin
  const above = box.top - gap - margin
  const { style } = popup
  style.maxBlockSize = ''
  const wanted = Math.min(maxHeight, popup.scrollHeight)
  const upwards = below < wanted && above > below
  const room = Math.max(above, below)
  // in a very short window it covers its anchor
  const covers = room < Math.min(wanted, minHeight)
  style.minInlineSize = `${Math.min(box.width, width - 2 * margin)}px`
  style.maxBlockSize = `${Math.min(maxHeight, covers ? bottom - 2 * margin : upwards ? above : below)}px`
  style.insetBlockStart = covers ? 'auto' : upwards ? 'auto' : `${box.bottom + gap}px`
  style.insetBlockEnd = covers
    ? `${height - bottom + margin}px`
    : upwards
      ? `${height - box.top + gap}px`
      : 'auto'
  const left = align === 'end' ? box.right - popup.offsetWidth : box.left
  style.insetInlineStart = `${Math.max(margin, Math.min(left, width - popup.offsetWidth - margin))}px`
}
