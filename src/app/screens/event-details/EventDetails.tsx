import { useEffect, useState } from 'react'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages, loadWithMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { useRoute } from '../../shared/router/route.ts'
import type { EventPanel } from './EventPanel.tsx'
import { closeDetails } from '../../shared/router/open-details.ts'

/** The place of the details of an event, where the address names one. */
export function EventDetails() {
  const t = useMessages()
  const { details } = useRoute()
  const [loaded, setLoaded] = useState<{ readonly Panel: typeof EventPanel }>()
  const wanted = details !== undefined
  useEffect(() => {
    if (!wanted) return
    const load = async () => {
      try {
        // loaded when somebody asks for more than the timeline says, which few do
        const { EventPanel: Panel } = await loadWithMessages(async () => import('./EventPanel.tsx'))
        setLoaded({ Panel })
      } catch (error) {
        showToast({ text: problemMessage(toProblem(error), t) })
        closeDetails()
      }
    }
    void load()
  }, [wanted, t])
  if (loaded === undefined || details === undefined) return null
  return <loaded.Panel key={details} id={details} />
}
