import type { ComponentProps, ReactElement } from 'react'

interface NameProps extends Pick<ComponentProps<'bdi'>, 'className' | 'title'> {
  readonly children: string | ReactElement
}

/** A name or an identifier that somebody chose. A translator leaves it as it is, and its letters do not reorder the text around it. */
export function Name({ children, ...rest }: NameProps) {
  return (
    <bdi {...rest} translate="no">
      {children}
    </bdi>
  )
}
