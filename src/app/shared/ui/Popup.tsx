import { useId, type ComponentProps, type Ref } from 'react'
import type { SelectOption, SelectOptionGroup } from './select-option.ts'
import { classNames } from './class-names.ts'
import { Dot } from './Dot.tsx'
import { Icon } from './Icon.tsx'
import styles from './Popup.module.css'

interface PopupProps<Value extends string> {
  readonly ref: Ref<HTMLDivElement>
  /** downshift's part of the list */
  readonly listProps: ComponentProps<'div'>
  readonly open: boolean
  readonly groups: readonly SelectOptionGroup<Value>[]
  /** the value of the option that has the tick */
  readonly chosen: Value | undefined
  /** the value of the option that the arrow keys or the pointer are at */
  readonly highlighted: Value | undefined
  /** downshift's part of an option */
  readonly optionProps: (choice: SelectOption<Value>) => ComponentProps<'div'>
  /** said where there is no option */
  readonly empty?: string
}

/** The list that a select or a combobox opens; `usePopupPlacement` puts it in its place. */
export function Popup<Value extends string>(props: PopupProps<Value>) {
  const { ref, listProps, open, groups, chosen, highlighted, optionProps, empty } = props
  const nothing = groups.every((group) => group.choices.length === 0)
  return (
    <div ref={ref} className={styles.popup} hidden={!open || (nothing && empty === undefined)}>
      <div {...listProps} className={styles.list} hidden={nothing}>
        {open &&
          groups.map((group, index) => (
            <Section key={group.heading ?? index} heading={group.heading}>
              {group.choices.map((choice) => (
                <Option
                  key={choice.value}
                  choice={choice}
                  chosen={choice.value === chosen}
                  highlighted={choice.value === highlighted}
                  {...optionProps(choice)}
                />
              ))}
            </Section>
          ))}
      </div>
      {nothing && <p className={styles.empty}>{empty}</p>}
    </div>
  )
}

function Section({ heading, children }: { readonly heading: string | undefined } & ComponentProps<'div'>) {
  const id = useId()
  return (
    <div
      className={styles.section}
      role={heading === undefined ? 'presentation' : 'group'}
      aria-labelledby={heading === undefined ? undefined : id}
    >
      {heading !== undefined && (
        <div id={id} className={styles.heading} role="presentation">
          {heading}
        </div>
      )}
      {children}
    </div>
  )
}

interface OptionProps<Value extends string> extends ComponentProps<'div'> {
  readonly choice: SelectOption<Value>
  readonly chosen: boolean
  readonly highlighted: boolean
}

function Option<Value extends string>({ choice, chosen, highlighted, ...rest }: OptionProps<Value>) {
  return (
    <div
      {...rest}
      aria-disabled={choice.disabled || undefined}
      className={classNames(styles.option, chosen && styles.chosen)}
      data-highlighted={highlighted || undefined}
    >
      {choice.colour !== undefined && <Dot colour={choice.colour} />}
      <span className={styles.words}>
        <span className={styles.word}>{choice.label}</span>
        {choice.description !== undefined && <span className={styles.description}>{choice.description}</span>}
      </span>
      {chosen && <Icon name="check" />}
    </div>
  )
}
