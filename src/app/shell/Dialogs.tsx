import { useEffect, useState, type ComponentType } from 'react'
import { toProblem } from '../shared/api/problems.ts'
import { useMessages, loadWithMessages } from '../shared/i18n/i18n.ts'
import { problemMessage } from '../shared/i18n/problem-message.ts'
import { showToast } from '../shared/ui/show-toast.ts'
import { onCommand } from '../shared/ui/commands.ts'

type Sheet = ComponentType<{ readonly onClose: () => void }>

/** The sheets that there are. */
type SheetName = 'keys' | 'snippets' | 'account'

/** The place of the sheets that are asked for by a wish: the keys, one's own snippets and account. */
export function Dialogs() {
  const t = useMessages()
  const [shown, setShown] = useState<{ readonly Sheet: Sheet }>()
  useEffect(() => {
    const show = async (name: SheetName) => {
      try {
        // loaded when one of them is asked for, which few visits do
        const sheets = await loadWithMessages(async () => import('../bundles/dialogs-bundle.ts'))
        setShown({ Sheet: sheets[name] })
      } catch (error) {
        showToast({ text: problemMessage(toProblem(error), t) })
      }
    }
    const names = ['keys', 'snippets', 'account'] as const
    const stops = names.map((name) => onCommand(name, () => void show(name)))
    return () => {
      for (const stop of stops) stop()
    }
  }, [t])
  return shown && <shown.Sheet onClose={() => setShown(undefined)} />
}
