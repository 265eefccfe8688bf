import type { Ordering } from '../../../../contract/paging.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { usePageLayout } from '../../../shared/ui/page-layout.ts'
import { SegmentedControl } from '../../../shared/ui/SegmentedControl.tsx'
import { Select } from '../../../shared/ui/Select.tsx'

interface SortToggleProps {
  readonly order: Ordering
  readonly onChange: (order: Ordering) => void
}

/** The order of a list of events; in a narrow page it shows only the current one. */
export function SortToggle({ order, onChange }: SortToggleProps) {
  const t = useMessages()
  const { isNarrow, isShort } = usePageLayout()
  const label = t('timeline.order')
  const options = [
    { value: 'newest', label: t('timeline.newest') },
    { value: 'oldest', label: t('timeline.oldest') },
  ] as const
  return isNarrow && !isShort ? (
    <Select
      label={label}
      size="s"
      hidesLabel
      groups={[{ choices: options }]}
      value={order}
      onChange={onChange}
    />
  ) : (
    <SegmentedControl label={label} options={options} value={order} onChange={onChange} />
  )
}
