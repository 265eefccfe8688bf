import { useId, type ReactNode } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Link } from '../../shared/ui/Link.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import type { Elements } from '../../shared/ui/elements.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import type { RouteTarget } from '../../shared/router/route.ts'
import styles from './HomeSection.module.css'

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
        <LoadError isSection error={query.error} onRetry={query.refetch} retrying={query.isFetching} />
      )}
    </section>
  )
}

const skeletonWidths = ['34%', '44%', '40%', '37%', '46%', '32%', '42%', '39%', '35%', '45%'] as const

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
