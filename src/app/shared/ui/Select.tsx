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
  readonly invalid?: boolean
  /** the id of the text that says what is wrong or what it does */
  readonly describedBy?: string | undefined
}

/** Whether the toggle has the focus; where it has not, the list was left and is not to open again. */
function hasFocus(toggle: HTMLElement | null): boolean {
  return toggle !== null && document.activeElement === toggle
}

/** One of several, behind a button that says which: `Status No change ▾`. A select-only combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, groups, value, onChange, size = 'm', invalid = false } = props
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
    // the arrow keys stop at a choice that is not open, too: why it is not stands in its description
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
      // a shortcut of what is around it, and no press on it
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
        aria-invalid={invalid || undefined}
        aria-describedby={props.describedBy}
      >
        {/* the name, so it is not part of the value that is read after it */}
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
