import type { ComponentProps } from 'react'
import type { RouteTarget } from '../router/route.ts'
import styles from './LeadLink.module.css'
import { Link } from './Link.tsx'
import { Name } from './Name.tsx'

interface LeadLinkProps extends Pick<ComponentProps<'a'>, 'id' | 'onClick'> {
  readonly to: RouteTarget
  readonly name: string
}

/** The name of a lead in one line, a link to its timeline; the title has the whole name. */
export function LeadLink({ name, ...link }: LeadLinkProps) {
  return (
    <Link {...link} className={styles.lead} title={name}>
      <Name>{name}</Name>
    </Link>
  )
}
