import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { wish } from '../../shared/ui/wish.ts'
import { setChoosing, useChoosing } from '../../features/leads/choosing.ts'

/** Begins the choosing of leads that are seen together with those in view, in the picker. */
export function AddLead() {
  const t = useMessages()
  const isPhone = useIsPhone()
  const choosing = useChoosing()
  const words = t('several.add')
  return (
    <Button
      size="s"
      aria-label={isPhone ? words : undefined}
      aria-pressed={choosing}
      onClick={() => {
        setChoosing(!choosing)
        if (!choosing) wish('find')
      }}
    >
      {isPhone ? <Icon name="add" /> : words}
    </Button>
  )
}
