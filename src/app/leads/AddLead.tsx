import { useMessages } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { wish } from '../ui/wish.ts'
import { setChoosing, useChoosing } from './choosing.ts'

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
