import { useEffect, useState, type ComponentType } from 'react'
import { toProblem } from '../shared/api/problems.ts'
import { useMessages, loadWithMessages } from '../shared/i18n/i18n.ts'
import { problemMessage } from '../shared/i18n/problem-message.ts'
import { showToast } from '../shared/ui/show-toast.ts'
import { onCommand } from '../shared/ui/commands.ts'

type DialogComponent = ComponentType<{ readonly onClose: () => void }>

// loaded on demand, because few visits open one of them; the build puts them into one script
const dialogs = {
  keys: async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
  snippets: async () => (await import('../features/composer/snippets/SnippetsDialog.tsx')).SnippetsDialog,
  account: async () => (await import('../features/account/AccountDialog.tsx')).AccountDialog,
} as const satisfies Record<string, () => Promise<DialogComponent>>

type DialogName = keyof typeof dialogs

/** The dialogs that a command opens: keyboard shortcuts, the user's snippets and their account. */
export function Dialogs() {
  const t = useMessages()
  const [shown, setShown] = useState<{ readonly Component: DialogComponent }>()
  useEffect(() => {
    const show = async (name: DialogName) => {
      try {
        setShown({ Component: await loadWithMessages(dialogs[name]) })
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
  return shown && <shown.Component onClose={() => setShown(undefined)} />
}
