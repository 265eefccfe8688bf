/** One option of a select or a combobox. */
export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** whether the label is a name, which a translator must not change */
  readonly isName?: boolean
  /** the text of the closed select, if the label is too long */
  readonly short?: string
  /** a second line, with less emphasis */
  readonly description?: string | undefined
  /** a number at the end of the option */
  readonly count?: string | undefined
  /** the colour of a dot before the label, as a CSS value: `var(--status-won)` */
  readonly colour?: string | undefined
  /** whether the option cannot be selected; it is shown and announced, and its description gives the reason */
  readonly disabled?: boolean
}

/** A group of options, with an optional heading. */
export interface SelectOptionGroup<Value extends string> {
  readonly heading?: string
  readonly choices: readonly SelectOption<Value>[]
}
