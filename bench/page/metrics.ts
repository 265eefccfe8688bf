/** A figure of the browser's Performance domain. */
interface Metric {
  readonly name: string
  readonly value: number
}

/** The figure of a name, as the browser gives it: seconds, bytes; not a number where it gives none. */
export function valueOf(metrics: readonly Metric[], name: string): number {
  return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
}
