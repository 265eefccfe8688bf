import type { LeadStatus } from '../../../contract/lead-status.ts'

// the usual statuses of a funnel, in the two languages of the page
const byName: Readonly<Record<string, string>> = {
  new: 'var(--status-new)',
  nuovo: 'var(--status-new)',
  contacted: 'var(--status-contacted)',
  contattato: 'var(--status-contacted)',
  qualified: 'var(--status-qualified)',
  qualificato: 'var(--status-qualified)',
  proposal: 'var(--status-proposal)',
  proposta: 'var(--status-proposal)',
  won: 'var(--status-won)',
  vinto: 'var(--status-won)',
  lost: 'var(--status-lost)',
  perso: 'var(--status-lost)',
}

const byPosition = [
  'var(--status-new)',
  'var(--status-contacted)',
  'var(--status-qualified)',
  'var(--status-proposal)',
  'var(--status-teal)',
  'var(--status-pink)',
] as const

/**
 * Returns the colour of a status's dot, as a CSS value: by its name if that is a usual one, else by its position in the
 * collection. The dot is always shown next to the label, never in its place.
 */
export function statusColour(label: string, statuses: readonly LeadStatus[] = []): string {
  const position = statuses.findIndex((status) => status.label === label)
  return byName[label.toLowerCase()] ?? byPosition[position % byPosition.length] ?? 'var(--status-new)'
}
