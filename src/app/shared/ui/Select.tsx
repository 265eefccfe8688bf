import { useSelect } from 'downshift'
import { useId, useState } from 'react'
import type { SelectOption, SelectOptionGroup } from './select-option.ts'
import { Dot } from './Dot.tsx'
import { hasNoModifier } from './shortcut.ts'
import { Icon } from './Icon.tsx'
import { stopEscapePropagation } from './stop-escape.ts'
import { Popup } from './Popup.tsx'
import styles from './Select.module.css'
import { usePopupPlacement } from './use-popup-placement.ts'

interface SelectProps<Value extends string> {
  /** its accessible name, and its first word: `Status` */
  readonly label: string
  readonly groups: readonly SelectOptionGroup<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly size?: 's' | 'm'
  /** whether only the value is visible */
  readonly hidesLabel?: boolean
  readonly invalid?: boolean
  /** the ID of the error or hint */
  readonly describedBy?: string | undefined
}

/** Whether the toggle has the focus. If not, the user has left the list, which must not open again. */
function hasFocus(toggle: HTMLElement | null): boolean {
  return toggle !== null && document.activeElement === toggle
}

/**
 * A choice of one of several options, with a button that shows the selected one: `Status No change ▾`. A select-only
 * combobox.
 */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, groups, value, onChange, size = 'm', hidesLabel = false, invalid = false } = props
  const items = groups.flatMap((group) => group.choices)
  const selected = items.find((item) => item.value === value) ?? null
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  const labelId = useId()
  const select = useSelect<SelectOption<Value>>({
    items,
    labelId,
    selectedItem: selected,
    itemToString: (item) => item?.label ?? '',
    itemToKey: (item) => item?.value,
    // the arrow keys highlight disabled options too, because their description gives the reason
    stateReducer: (state, { changes }) =>
      changes.selectedItem?.disabled === true && changes.selectedItem !== state.selectedItem
        ? {
            ...changes,
            selectedItem: state.selectedItem,
            isOpen: hasFocus(anchor),
            highlightedIndex: state.highlightedIndex,
          }
        : changes,
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem !== null) onChange(selectedItem.value)
    },
  })
  usePopupPlacement(select.isOpen, anchor, popup)
  const toggleProps = select.getToggleButtonProps({
    ref: setAnchor,
    onKeyDown: (event) => {
      if (select.isOpen) stopEscapePropagation(event)
      // a shortcut of the form around it, not a click on the toggle
      else if (event.key === 'Enter' && !hasNoModifier(event)) {
        Object.assign(event.nativeEvent, { preventDownshiftDefault: true })
      }
    },
  })
  return (
    <>
      <div
        {...toggleProps}
        className={styles.toggle}
        data-size={size}
        data-hides-label={hidesLabel || undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={props.describedBy}
      >
        {/* hidden, because the label is the toggle's name and must not be part of its value */}
        <span id={labelId} className={styles.label} aria-hidden="true">
          {label}
        </span>
        {selected?.colour !== undefined && <Dot colour={selected.colour} />}
        <span className={styles.value}>{selected?.short ?? selected?.label}</span>
        <Icon name="down" />
      </div>
      <Popup
        ref={setPopup}
        listProps={select.getMenuProps()}
        open={select.isOpen}
        groups={groups}
        chosen={value}
        highlighted={items[select.highlightedIndex]?.value}
        optionProps={(choice) => select.getItemProps({ item: choice, index: items.indexOf(choice) })}
      />
    </>
  )
}
