import { Suspense, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { useRoute } from '../../shared/router/route.ts'

// few visits take anything away
const ExportDialog = lazyComponent(async () => (await import('./ExportDialog.tsx')).ExportDialog)

/** Opens the way to take away what the timeline of some leads shows. */
export function ExportButton({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const isPhone = useIsPhone()
  const state = useRoute()
  const words = t('export.open')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="s"
        aria-label={isPhone ? words : undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {isPhone ? <Icon name="export" /> : words}
      </Button>
      {open && (
        <Suspense>
          <ExportDialog query={timelineQuery(leads, state.order, state)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
