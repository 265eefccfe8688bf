/** One option of a select or a combobox. */
export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** what the closed select shows, where the label says too much */
  readonly short?: string
  /** a second line, quieter */
  readonly description?: string | undefined
  /** the colour of a dot before the label, as CSS has it: `var(--status-won)` */
  readonly colour?: string | undefined
  /** shown and read like the others, with its description to say why it cannot be chosen */
  readonly disabled?: boolean
}

/** Options that belong together, under a heading where they have one. */
export interface SelectOptionGroup<Value extends string> {
  readonly heading?: string
  readonly choices: readonly SelectOption<Value>[]
}
