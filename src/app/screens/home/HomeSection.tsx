import { useId, type ReactNode } from 'react'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import type { Elements } from '../../shared/ui/elements.ts'
import { Name } from '../../shared/ui/Name.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import type { RouteTarget } from '../../shared/router/route.ts'
import styles from './home.module.css'

/** The part of a query that a section shows in place of its data. */
export interface SectionQuery {
  readonly data: unknown
  readonly error: unknown
  readonly isFetching: boolean
  readonly refetch: () => unknown
}

interface HomeSectionProps {
  readonly title: string
  /** what the section lists, next to its title */
  readonly about?: ReactNode
  /** the link to the whole list */
  readonly all?: { readonly to: RouteTarget; readonly label: string } | undefined
  /** the query of the data; while it has none, the section shows bars, or its error with a retry */
  readonly query?: SectionQuery | undefined
  /** the number of bars while loading */
  readonly rows?: number
  readonly children: Elements
}

/** A section of the first screen, which shows its own loading and failed state. */
export function HomeSection({ title, about, all, query, rows = 5, children }: HomeSectionProps) {
  const id = useId()
  const t = useMessages()
  const hasData = query === undefined || query.data !== undefined
  return (
    <section aria-labelledby={id} aria-busy={!hasData && query.error === null} className={styles.section}>
      <div className={styles.heading}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {hasData && about !== undefined && <span className={styles.about}>{about}</span>}
        {hasData && all !== undefined && (
          <Link to={all.to} className={styles.all}>
            <span>{all.label}</span>
            <VisuallyHidden>{` ${title}`}</VisuallyHidden>
          </Link>
        )}
      </div>
      {hasData ? (
        children
      ) : query.error === null ? (
        <ul className={styles.loading}>
          <li>
            <VisuallyHidden>{t('home.loading')}</VisuallyHidden>
          </li>
          {skeletonWidths.slice(0, rows).map((width) => (
            <li key={width}>
              <Skeleton width={width} />
              <Skeleton width="3rem" />
            </li>
          ))}
        </ul>
      ) : (
        <SectionError query={query} />
      )}
    </section>
  )
}

const skeletonWidths = ['34%', '44%', '40%', '37%', '46%', '32%', '42%', '39%', '35%', '45%'] as const

/** Shown in place of a section that could not be loaded: the reason, and a retry. */
function SectionError({ query: { error, isFetching, refetch } }: { readonly query: SectionQuery }) {
  const t = useMessages()
  return (
    <div role="alert" className={styles.failed}>
      <Icon name="warning" />
      <p>{problemMessage(toProblem(error), t)}</p>
      <Button size="s" busy={isFetching} onClick={() => void refetch()}>
        {t('ui.tryAgain')}
      </Button>
    </div>
  )
}

interface LeadLinkProps {
  readonly to: RouteTarget
  readonly name: string
}

/** The name of a lead in one line, a link to its timeline. */
export function LeadLink({ to, name }: LeadLinkProps) {
  return (
    <Link to={to} className={styles.lead} title={name}>
      <Name>{name}</Name>
    </Link>
  )
}

interface FigureProps {
  readonly children: string
  /** the list or timeline that the figure counts; without it, or for zero, the figure is not a link */
  readonly to?: RouteTarget | undefined
  /** what the figure is, for a reader of the link alone: `Contacted, median` */
  readonly about: string
}

/** A figure that links to what it counts. */
export function Figure({ children, to, about }: FigureProps) {
  if (to === undefined || children === '0') return <span className={styles.figure}>{children}</span>
  return (
    <Link to={to} className={styles.figure}>
      <span>{children}</span>
      <VisuallyHidden>{` (${about})`}</VisuallyHidden>
    </Link>
  )
}
