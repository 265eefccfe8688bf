import { useMessages } from '../../shared/i18n/i18n.ts'
import { HeaderAction } from '../../shared/ui/HeaderAction.tsx'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { setMultiSelect, useMultiSelect } from '../../features/leads/multi-select.ts'

/** Toggles multi-select in the picker, which adds leads to the displayed timeline. */
export function AddLead() {
  const t = useMessages()
  const isMultiSelect = useMultiSelect()
  return (
    <HeaderAction
      label={t('several.add')}
      icon="add"
      aria-pressed={isMultiSelect}
      onClick={() => {
        setMultiSelect(!isMultiSelect)
        if (!isMultiSelect) dispatchCommand('find')
      }}
    />
  )
}
