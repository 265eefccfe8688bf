import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Icon } from '../../../shared/ui/Icon.tsx'
import { Skeleton } from '../../../shared/ui/Skeleton.tsx'
import row from '../event/EventRow.module.css'
import styles from './PlaceholderRow.module.css'
import type { PageFailure } from './use-timeline-pages.ts'

/** Widths of the lines, so that the grey rows look like text and not like a grid. */
const widths = ['72%', '48%', '86%', '61%', '35%'] as const

/** Every so many rows of a page that failed to load show the error, so that one is always visible. */
const failureEvery = 6

/** Placeholder of an event that is not loaded, as tall as most events; if loading failed, some rows offer a retry. */
export function PlaceholderRow({
  index,
  failure,
}: {
  readonly index: number
  readonly failure?: PageFailure | undefined
}) {
  const t = useMessages()
  if (failure !== undefined && index % failureEvery === 0) {
    return (
      <article className={styles.failed}>
        <Icon name="warning" />
        <span>{t('timeline.pageFailed')}</span>
        <Button size="s" busy={failure.retrying} onClick={() => failure.retry()}>
          {t('timeline.retry')}
        </Button>
      </article>
    )
  }
  return (
    <div className={row.event} aria-hidden="true">
      <span className={row.time}>
        <Skeleton width="34px" height="22px" />
      </span>
      <span className={row.rail} />
      <div className={row.body}>
        <Skeleton width="104px" height="22px" />
        <Skeleton width={widths[index % widths.length] ?? '60%'} height="24px" />
      </div>
    </div>
  )
}
