import { Suspense, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { useRoute } from '../../shared/router/route.ts'

// few visits export anything
const ExportDialog = lazyComponent(async () => (await import('./ExportDialog.tsx')).ExportDialog)

/** Opens the dialog that exports the displayed timeline. */
export function ExportButton({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const isPhone = useIsPhone()
  const route = useRoute()
  const label = t('export.open')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="s"
        aria-label={isPhone ? label : undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {isPhone ? <Icon name="export" /> : label}
      </Button>
      {open && (
        <Suspense>
          <ExportDialog query={timelineQuery(leads, route.order, route)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
