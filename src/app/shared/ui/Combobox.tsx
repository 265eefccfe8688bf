import { useCombobox } from 'downshift'
import { useState } from 'react'
import type { SelectOption } from './select-option.ts'
import styles from './Combobox.module.css'
import { stopEscapePropagation } from './stop-escape.ts'
import { Popup } from './Popup.tsx'
import { usePopupPlacement } from './use-popup-placement.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface ComboboxProps<Value extends string> {
  /** its accessible name; in sight only as the placeholder */
  readonly label: string
  /** what fits the text that was typed: the caller filters, or asks the service */
  readonly choices: readonly SelectOption<Value>[]
  /** what is chosen, `null` for nothing; it need not be among the choices */
  readonly value: SelectOption<Value> | null
  readonly onChange: (choice: SelectOption<Value>) => void
  /** every text that was typed */
  readonly onType: (text: string) => void
  readonly placeholder?: string
  /** said in place of the list where nothing fits */
  readonly empty: string
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
}

/** A text field that offers what fits. Left without a choice, it shows again what was chosen before. */
export function Combobox<Value extends string>(props: ComboboxProps<Value>) {
  const { label, choices, value, onChange, onType, placeholder = label, empty, invalid = false } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  const combobox = useCombobox<SelectOption<Value>>({
    items: [...choices],
    selectedItem: value,
    // Enter takes what fits best
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
