import { useLayoutEffect } from 'react'

const gap = 4
const margin = 8
/** the height of the composer's longest list, so that it needs no scrolling */
const preferredHeight = 400

/**
 * Keeps an open popup at its anchor: below it, or above if there is more room, within the window, and at least as wide
 * as the anchor. The popup has `position: fixed`, so that no scrolling element or dialog around it clips it.
 */
export function usePopupPlacement(
  open: boolean,
  anchor: HTMLElement | null,
  popup: HTMLElement | null,
): void {
  useLayoutEffect(() => {
    if (!open || anchor === null || popup === null) return undefined
    const update = () => place(anchor, popup)
    update()
    window.addEventListener('resize', update)
    document.addEventListener('scroll', update, { capture: true, passive: true })
    return () => {
      window.removeEventListener('resize', update)
      document.removeEventListener('scroll', update, { capture: true })
    }
  }, [open, anchor, popup])
}

function place(anchor: HTMLElement, popup: HTMLElement): void {
  const box = anchor.getBoundingClientRect()
  const { clientWidth: width, clientHeight: height } = document.documentElement
  const below = height - box.bottom - gap - margin
  const above = box.top - gap - margin
  const { style } = popup
  style.maxBlockSize = ''
  const upwards = below < Math.min(preferredHeight, popup.scrollHeight) && above > below
  style.minInlineSize = `${box.width}px`
  style.maxBlockSize = `${Math.min(preferredHeight, upwards ? above : below)}px`
  style.insetBlockStart = upwards ? 'auto' : `${box.bottom + gap}px`
  style.insetBlockEnd = upwards ? `${height - box.top + gap}px` : 'auto'
  style.insetInlineStart = `${Math.max(margin, Math.min(box.left, width - popup.offsetWidth - margin))}px`
}
