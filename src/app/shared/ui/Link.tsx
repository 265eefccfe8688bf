import type { ComponentProps, MouseEvent } from 'react'
import { toHref, navigate, type RouteName } from '../router/route.ts'

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: RouteName
}

/** A link within the app: a real one, so that ⌘-click, the middle button and "copy link" do what they always do. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !plain) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a {...rest} href={toHref(to)} onClick={follow}>
      {rest.children}
    </a>
  )
}
