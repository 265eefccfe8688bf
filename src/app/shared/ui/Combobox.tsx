import { useCombobox } from 'downshift'
import { useState } from 'react'
import type { SelectOption } from './select-option.ts'
import styles from './Combobox.module.css'
import { stopEscapePropagation } from './stop-escape.ts'
import { Popup } from './Popup.tsx'
import { usePopupPlacement } from './use-popup-placement.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface ComboboxProps<Value extends string> {
  /** its accessible name; visible only as the placeholder */
  readonly label: string
  /** the options that match the typed text: the caller filters them or fetches them */
  readonly choices: readonly SelectOption<Value>[]
  /** the selected option, or `null`; it need not be one of `choices` */
  readonly value: SelectOption<Value> | null
  readonly onChange: (choice: SelectOption<Value>) => void
  /** called with every typed text */
  readonly onType: (text: string) => void
  readonly placeholder?: string
  /** shown in place of the list if no option matches */
  readonly empty: string
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
}

/**
 * A text field that offers matching options. If it loses the focus without a selection, it restores the previous
 * option.
 */
export function Combobox<Value extends string>(props: ComboboxProps<Value>) {
  const { label, choices, value, onChange, onType, placeholder = label, empty, invalid = false } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  const combobox = useCombobox<SelectOption<Value>>({
    items: [...choices],
    selectedItem: value,
    // Enter selects the best match
    defaultHighlightedIndex: 0,
    itemToString: (item) => item?.label ?? '',
    itemToKey: (item) => item?.value,
    isItemDisabled: (item) => item.disabled === true,
    onInputValueChange: ({ inputValue }) => onType(inputValue),
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem !== null) onChange(selectedItem)
    },
    stateReducer: (_, { type, changes }) =>
      type === useCombobox.stateChangeTypes.InputBlur
        ? { ...changes, inputValue: changes.selectedItem?.label ?? '' }
        : changes,
  })
  usePopupPlacement(combobox.isOpen, anchor, popup)
  return (
    <>
      <label {...combobox.getLabelProps()}>
        <VisuallyHidden>{label}</VisuallyHidden>
      </label>
      <input
        {...combobox.getInputProps({
          ref: setAnchor,
          onKeyDown: (event) => {
            if (combobox.isOpen) stopEscapePropagation(event)
          },
        })}
        className={styles.input}
        dir="auto"
        placeholder={placeholder}
        aria-invalid={invalid || undefined}
        aria-describedby={props.describedBy}
        spellCheck={false}
      />
      <Popup
        ref={setPopup}
        listProps={combobox.getMenuProps()}
        open={combobox.isOpen}
        groups={[{ choices }]}
        chosen={value?.value}
        highlighted={choices[combobox.highlightedIndex]?.value}
        optionProps={(choice) => combobox.getItemProps({ item: choice, index: choices.indexOf(choice) })}
        empty={empty}
      />
    </>
  )
}
