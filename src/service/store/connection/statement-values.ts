/** Adds a value to a statement and returns its placeholder, such as `$7`. */
export type AddValue = (value: unknown) => string

/** Collects the values of a statement while its text is built, beginning with those of `$1` and the following. */
export function collectValues(...values: unknown[]): { values: unknown[]; addValue: AddValue } {
  return { values, addValue: (value) => `$${values.push(value)}` }
}
