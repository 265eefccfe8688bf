import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { setMultiSelect, useMultiSelect } from '../../features/leads/multi-select.ts'

/** Toggles multi-select in the picker, which adds leads to the displayed timeline. */
export function AddLead() {
  const t = useMessages()
  const isPhone = useIsPhone()
  const isMultiSelect = useMultiSelect()
  const label = t('several.add')
  return (
    <Button
      size="s"
      aria-label={isPhone ? label : undefined}
      aria-pressed={isMultiSelect}
      onClick={() => {
        setMultiSelect(!isMultiSelect)
        if (!isMultiSelect) dispatchCommand('find')
      }}
    >
      {isPhone ? <Icon name="add" /> : label}
    </Button>
  )
}
