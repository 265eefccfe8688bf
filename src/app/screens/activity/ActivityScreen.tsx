import { eventEffects } from '../../../contract/overview.ts'
import { ActiveFilters } from '../../features/filters/ActiveFilters.tsx'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { isFiltering, toParameters, type EventFilter } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import styles from '../../shared/ui/Screen.module.css'
import { Select } from '../../shared/ui/Select.tsx'
import { ActivityList } from './ActivityList.tsx'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'

const choices = ['all', ...eventEffects] as const

/** The events of all leads, newest first, by day; filtered by the URL's user, status, days and effect on the lead. */
export function ActivityScreen() {
  const t = useMessages()
  const { filter, change } = useRoute()
  if (!useSignedIn().capabilities.includes('recent')) {
    return (
      <>
        <PageTitle>{t('activity.title')}</PageTitle>
        <EmptyState isScreen title={t('activity.absent.title')} text={t('activity.absent.text')} />
      </>
    )
  }
  const query = { ...toParameters(filter), change }
  return (
    <div className={styles.screen}>
      <PageTitle>{t('activity.title')}</PageTitle>
      <header className={styles.header}>
        <div className={styles.column}>
          <h1 className={styles.title}>{t('activity.title')}</h1>
          <div className={styles.bar}>
            <Select
              size="s"
              label={t('activity.change')}
              groups={[
                {
                  choices: choices.map((value) => ({
                    value,
                    label: t(`activity.change.${value}`),
                  })),
                },
              ]}
              value={change ?? 'all'}
              onChange={(value) => {
                navigate({ ...currentRoute(), change: eventEffects.find((effect) => effect === value) })
              }}
            />
            <FilterControl filter={filter} onFilter={applyFilter} />
          </div>
          {isFiltering(filter) && <ActiveFilters filter={filter} onFilter={applyFilter} />}
        </div>
      </header>
      <ActivityList key={JSON.stringify(query)} query={query} />
    </div>
  )
}

function applyFilter(filter: EventFilter): void {
  navigate({ ...currentRoute(), filter })
}
