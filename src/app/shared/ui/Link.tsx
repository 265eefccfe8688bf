import type { ComponentProps, MouseEvent } from 'react'
import { navigate, useHref, type RouteTarget } from '../router/route.ts'

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: RouteTarget
}

/** A link within the app: an `<a>` with `href`, so that ⌘-click, the middle button and "copy link" work as usual. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const href = useHref(to)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isPlainClick =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isPlainClick) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a {...rest} href={href} onClick={follow}>
      {rest.children}
    </a>
  )
}
