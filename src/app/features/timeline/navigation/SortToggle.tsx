import type { Ordering } from '../../../../contract/paging.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { SegmentedControl } from '../../../shared/ui/SegmentedControl.tsx'

interface SortToggleProps {
  readonly order: Ordering
  readonly onChange: (order: Ordering) => void
}

/** The order of a list of events. */
export function SortToggle({ order, onChange }: SortToggleProps) {
  const t = useMessages()
  return (
    <SegmentedControl
      label={t('timeline.order')}
      options={[
        { value: 'newest', label: t('timeline.newest') },
        { value: 'oldest', label: t('timeline.oldest') },
      ]}
      value={order}
      onChange={onChange}
    />
  )
}
