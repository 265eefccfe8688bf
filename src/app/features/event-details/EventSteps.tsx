import { useQueryClient } from '@tanstack/react-query'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { announce } from '../../shared/ui/announce.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { useEventLabel } from '../../shared/events/use-event-label.ts'
import { replaceDetails } from '../../shared/router/open-details.ts'
import styles from './EventSteps.module.css'
import { rememberNeighbour, type AdjacentEvents } from './use-adjacent-events.ts'

const steps = [
  { by: -1, name: 'previous', icon: 'up', end: 'event.isFirst', key: 'k' },
  { by: 1, name: 'next', icon: 'down', end: 'event.isLast', key: 'j' },
] as const

/** The position of an event in its timeline, and the buttons that show the details of the events next to it. */
export function EventSteps({ adjacent }: { readonly adjacent: AdjacentEvents | undefined }) {
  const t = useMessages()
  const eventLabel = useEventLabel()
  const queryClient = useQueryClient()
  return (
    <span role="group" className={styles.steps} aria-label={t('event.steps')}>
      {adjacent !== undefined && (
        <span className={styles.position}>
          {t('leads.position', { position: adjacent.position, count: adjacent.count })}
        </span>
      )}
      {steps.map(({ by, name, icon, end, key }) => {
        const event = adjacent?.[name]
        return (
          <Button
            key={name}
            variant="quiet"
            size="s"
            aria-label={t(`event.${name}`)}
            aria-keyshortcuts={key}
            // a disabled button would lose the focus at the end of the timeline
            aria-disabled={event === undefined || undefined}
            onClick={() => {
              if (adjacent === undefined) return
              if (event === undefined) return announce(t(end))
              rememberNeighbour(queryClient, adjacent, event, by)
              replaceDetails(event.id)
              const position = t('leads.position', {
                position: adjacent.position + by,
                count: adjacent.count,
              })
              announce(`${eventLabel(event)}, ${position}`)
            }}
          >
            <Icon name={icon} title={`${t(`event.${name}`)} · ${key}`} />
          </Button>
        )
      })}
    </span>
  )
}
