/** A figure of the browser's Performance domain. */
interface Metric {
  readonly name: string
  readonly value: number
}

/** Returns the figure with this name in the browser's unit: seconds or bytes; NaN if there is none. */
export function valueOf(metrics: readonly Metric[], name: string): number {
  return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
}
