import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import styles from './NoteSearch.module.css'
import type { Matches } from './use-matches.ts'

/** The number of matching notes and the current one, and buttons for the previous, the next, and only the matches. */
export function MatchNavigation({ matches }: { readonly matches: Matches }) {
  const t = useMessages()
  const { matchesOnly } = useRoute()
  const { count, index, error, retry, step, stepping } = matches
  if (error !== null) {
    return (
      <span className={styles.steps} role="alert">
        <span className={styles.error}>{problemMessage(toProblem(error), t)}</span>
        <Button size="s" onClick={() => void retry()}>
          {t('ui.tryAgain')}
        </Button>
      </span>
    )
  }
  const total = index === undefined ? t('search.hits', { count: count ?? 0 }) : undefined
  return (
    <span className={styles.steps}>
      <output className={styles.count}>
        {count !== undefined && (total ?? t('search.place', { place: (index ?? 0) + 1, count }))}
      </output>
      {([-1, 1] as const).map((by) => (
        <Button
          key={by}
          size="s"
          variant="quiet"
          aria-label={t(by < 0 ? 'search.previous' : 'search.next')}
          title={t(by < 0 ? 'search.previousKeys' : 'search.nextKeys')}
          busy={stepping}
          aria-disabled={count === 0}
          onClick={() => void step(by)}
        >
          <Icon name={by < 0 ? 'up' : 'down'} />
        </Button>
      ))}
      <Button
        size="s"
        variant="quiet"
        aria-pressed={matchesOnly}
        onClick={() => navigate({ ...currentRoute(), matchesOnly: !matchesOnly })}
      >
        {t('search.only')}
      </Button>
    </span>
  )
}
