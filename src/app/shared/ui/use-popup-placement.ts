import { useLayoutEffect } from 'react'

const gap = 4
const margin = 8
/** as high as the composer's longest list, so that nothing of it has to be found by scrolling */
const wanted = 400

/**
 * Keeps an open popup (`position: fixed`) at its anchor: below it, above where there is more room, within the
 * window, and as wide as the anchor at least. Fixed, so that no scrolling box or dialog around it cuts it off.
 */
export function usePopupPlacement(
  open: boolean,
  anchor: HTMLElement | null,
  popup: HTMLElement | null,
): void {
  useLayoutEffect(() => {
    if (!open || anchor === null || popup === null) return undefined
    const follow = () => place(anchor, popup)
    follow()
    window.addEventListener('resize', follow)
    document.addEventListener('scroll', follow, { capture: true, passive: true })
    return () => {
      window.removeEventListener('resize', follow)
      document.removeEventListener('scroll', follow, { capture: true })
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
  const upwards = below < Math.min(wanted, popup.scrollHeight) && above > below
  style.minInlineSize = `${box.width}px`
  style.maxBlockSize = `${Math.min(wanted, upwards ? above : below)}px`
  style.insetBlockStart = upwards ? 'auto' : `${box.bottom + gap}px`
  style.insetBlockEnd = upwards ? `${height - box.top + gap}px` : 'auto'
  style.insetInlineStart = `${Math.max(margin, Math.min(box.left, width - popup.offsetWidth - margin))}px`
}
