import { useId, type ComponentProps, type FocusEventHandler, type Ref } from 'react'
import type { SelectOption, SelectOptionGroup } from './select-option.ts'
import { classNames } from './class-names.ts'
import type { Elements } from './elements.ts'
import { Dot } from './Dot.tsx'
import { Icon } from './Icon.tsx'
import styles from './Popup.module.css'

interface PopupProps<Value extends string> {
  readonly ref: Ref<HTMLDivElement>
  /** downshift's props of the list */
  readonly listProps: ComponentProps<'div'>
  readonly open: boolean
  readonly groups: readonly SelectOptionGroup<Value>[]
  /** the value of the selected option */
  readonly chosen: Value | undefined
  /** the value of the option highlighted by the arrow keys or the pointer */
  readonly highlighted: Value | undefined
  /** returns downshift's props of an option */
  readonly optionProps: (choice: SelectOption<Value>) => ComponentProps<'div'>
  /** shown if there is no option */
  readonly empty?: string
  /** if the popup is a dialog: its name, and what is above the list */
  readonly dialog?: {
    readonly id: string
    readonly label: string
    readonly onBlur: FocusEventHandler
    readonly head: Elements
  }
}

/** The list that a select or a combobox opens; `usePopupPlacement` positions it. */
export function Popup<Value extends string>(props: PopupProps<Value>) {
  const { ref, listProps, open, groups, chosen, highlighted, optionProps, empty, dialog } = props
  const isEmpty = groups.every((group) => group.choices.length === 0)
  return (
    <div
      ref={ref}
      className={styles.popup}
      hidden={!open || (isEmpty && empty === undefined)}
      {...(dialog !== undefined && {
        id: dialog.id,
        role: 'dialog',
        'aria-label': dialog.label,
        onBlur: dialog.onBlur,
      })}
    >
      {dialog !== undefined && <div className={styles.head}>{dialog.head}</div>}
      <div {...listProps} className={styles.list} hidden={isEmpty}>
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
      {isEmpty && <p className={styles.empty}>{empty}</p>}
    </div>
  )
}

interface SectionProps {
  readonly heading: string | undefined
  readonly children: Elements
}

function Section({ heading, children }: SectionProps) {
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
      <span className={styles.text}>
        <span className={styles.label} translate={choice.isName === true ? 'no' : undefined}>
          {choice.label}
        </span>
        {choice.description !== undefined && <span className={styles.description}>{choice.description}</span>}
      </span>
      {choice.count !== undefined && (
        <span className={styles.description} data-figures>
          {choice.count}
        </span>
      )}
      {chosen && <Icon name="check" />}
    </div>
  )
}
