import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { noFilter, type PickerFilter } from './picker-filter.ts'

interface NoLeadsProps {
  readonly filter: PickerFilter
  readonly onFilter: (filter: PickerFilter) => void
}

/** What stands in place of the list where no lead fits: why, and what to do. */
export function LeadListEmpty({ filter, onFilter }: NoLeadsProps) {
  const t = useMessages()
  const listsAll = useSignedIn().capabilities.includes('allLeads')
  const { q, tab, type, quiet } = filter
  const widest: PickerFilter = listsAll ? { ...noFilter, tab: 'all' } : noFilter
  const narrowed = tab === 'mine' || type !== 'any' || quiet
  if (q !== '') {
    return (
      <EmptyState
        title={t('leads.noMatch.title', { q })}
        text={t('leads.noMatch.text')}
        action={
          <Button size="s" onClick={() => onFilter(narrowed ? { ...widest, q } : { ...filter, q: '' })}>
            {t(narrowed ? 'leads.noMatch.all' : 'leads.clear')}
          </Button>
        }
      />
    )
  }
  const why = quiet ? 'quiet' : tab === 'mine' ? 'mine' : listsAll ? 'all' : 'opened'
  return (
    <EmptyState
      title={t(`leads.empty.${why}.title`)}
      text={t(`leads.empty.${why}.text`)}
      action={
        narrowed && (
          <Button size="s" onClick={() => onFilter(widest)}>
            {t(listsAll ? 'leads.showAll' : 'leads.showOpened')}
          </Button>
        )
      }
    />
  )
}
