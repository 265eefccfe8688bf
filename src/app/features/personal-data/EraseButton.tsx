import { Suspense, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { Button } from '../../shared/ui/Button.tsx'
import type { Subject } from './subject.ts'

// few visits erase personal data
const EraseDialog = lazyComponent(async () => (await import('./EraseDialog.tsx')).EraseDialog)

/** Opens the dialog that erases personal data. */
export function EraseButton({ subject }: { readonly subject: Subject }) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="danger" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('erase.open')}
      </Button>
      {open && (
        <Suspense>
          <EraseDialog subject={subject} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
