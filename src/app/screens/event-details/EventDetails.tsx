import { useEffect, useState } from 'react'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages, loadWithMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { useRoute } from '../../shared/router/route.ts'
import type { EventPanel } from './EventPanel.tsx'
import { closeDetails } from '../../shared/router/open-details.ts'

/** Shows the details panel of the event that the URL names in `details`, if any. */
export function EventDetails() {
  const t = useMessages()
  const { details } = useRoute()
  const [loaded, setLoaded] = useState<{ readonly Panel: typeof EventPanel }>()
  const isOpen = details !== undefined
  useEffect(() => {
    if (!isOpen) return
    const load = async () => {
      try {
        // loaded on demand, because few visits open the details
        const { EventPanel: Panel } = await loadWithMessages(async () => import('./EventPanel.tsx'))
        setLoaded({ Panel })
      } catch (error) {
        showToast({ text: problemMessage(toProblem(error), t) })
        closeDetails()
      }
    }
    void load()
  }, [isOpen, t])
  if (loaded === undefined || details === undefined) return null
  return <loaded.Panel id={details} />
}
