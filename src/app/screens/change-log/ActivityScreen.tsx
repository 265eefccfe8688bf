import { useMessages } from '../../shared/i18n/i18n.ts'
import screen from '../../shared/ui/Screen.module.css'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import header from '../../shared/ui/ScreenHeader.module.css'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { PersonalDataButton } from '../../features/personal-data/PersonalDataButton.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { ActivityExport } from './ActivityExport.tsx'
import { ActivityFilter } from './ActivityFilter.tsx'
import { ActivityList } from './ActivityList.tsx'
import { activityQuery } from './activity-query.ts'

/** Edits and deletions with their authors and the values before and after; for managers only. */
export function ActivityScreen() {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const { leads, filter } = useRoute()
  if (!capabilities.includes('activity')) {
    return <EmptyState isScreen title={t('activity.absent.title')} text={t('activity.absent.text')} />
  }
  if (user.role !== 'manager') {
    return <EmptyState isScreen title={t('activity.cannot.title')} text={t('activity.cannot.text')} />
  }
  const query = activityQuery({ leads, filter })
  return (
    <div className={screen.screen}>
      <title>{`${t('activity.title')} · Leadline`}</title>
      <header className={screen.header}>
        <div className={screen.column}>
          <div className={header.top}>
            <h1 className={header.name}>{t('activity.title')}</h1>
            <div className={header.actions}>
              {capabilities.includes('personalData') && (
                <PersonalDataButton lead={leads[0]} person={filter.owner} />
              )}
              <ActivityExport query={query} />
            </div>
          </div>
          <ActivityFilter lead={leads[0]} filter={filter} />
        </div>
      </header>
      <ActivityList key={JSON.stringify(query)} query={query} />
    </div>
  )
}
