import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { noFilter, type PickerFilter } from './picker-filter.ts'

interface LeadListEmptyProps {
  readonly filter: PickerFilter
  readonly onFilter: (filter: PickerFilter) => void
}

/** Empty state of the lead list: why no lead matches and what to do. */
export function LeadListEmpty({ filter, onFilter }: LeadListEmptyProps) {
  const t = useMessages()
  const listsAll = useSignedIn().capabilities.includes('allLeads')
  const { q, tab, type, quiet } = filter
  const widest: PickerFilter = listsAll ? { ...noFilter, tab: 'all' } : noFilter
  const isFiltered = tab === 'mine' || type !== 'any' || quiet
  if (q !== '') {
    return (
      <EmptyState
        title={t('leads.noMatch.title', { q })}
        text={t('leads.noMatch.text')}
        action={
          <Button size="s" onClick={() => onFilter(isFiltered ? { ...widest, q } : { ...filter, q: '' })}>
            {t(isFiltered ? 'leads.noMatch.all' : 'leads.clear')}
          </Button>
        }
      />
    )
  }
  const reason = quiet ? 'quiet' : tab === 'mine' ? 'mine' : listsAll ? 'all' : 'opened'
  return (
    <EmptyState
      title={t(`leads.empty.${reason}.title`)}
      text={t(`leads.empty.${reason}.text`)}
      action={
        isFiltered && (
          <Button size="s" onClick={() => onFilter(widest)}>
            {t(listsAll ? 'leads.showAll' : 'leads.showOpened')}
          </Button>
        )
      }
    />
  )
}
