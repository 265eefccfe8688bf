import { useCombobox } from 'downshift'
import { useId, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import type { SelectOption, SelectOptionGroup } from './select-option.ts'
import comboboxStyles from './Combobox.module.css'
import { Icon } from './Icon.tsx'
import { Popup } from './Popup.tsx'
import selectStyles from './Select.module.css'
import { hasNoModifier } from './shortcut.ts'
import { stopEscapePropagation } from './stop-escape.ts'
import { usePopupPlacement } from './use-popup-placement.ts'

interface FilterSelectProps<Value extends string> {
  /** its accessible name, and its first word: `Assignee` */
  readonly label: string
  /** the text of the selected option */
  readonly selected: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** the text in the filter, while the list is open: the caller filters the options or fetches them */
  readonly filter: string
  readonly onFilter: (text: string) => void
  /** the accessible name of the filter, and its placeholder */
  readonly filterLabel: string
  readonly filterHint: string
  readonly groups: readonly SelectOptionGroup<Value>[]
  /** shown in place of the list if no option matches */
  readonly empty: string
  /** shown below the filter, such as a loading error */
  readonly notice?: ReactNode
  readonly invalid?: boolean
  /** the ID of the error or hint */
  readonly describedBy?: string | undefined
}

/**
 * A choice of one of many options: a button that shows the selected one, and opens a list with a filter above it. "The
 * combobox popup can be a dialog": the combobox pattern of the ARIA practices.
 */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, selected, onChange, onFilter, invalid = false } = props
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState(false)
  const id = useId()
  const show = (text = '') => {
    onFilter(text)
    setOpen(true)
  }
  const close = () => {
    setOpen(false)
    onFilter('')
  }
  const openByKey = (event: KeyboardEvent) => {
    if (open || !hasNoModifier(event)) return
    const isLetter = event.key.length === 1 && event.key !== ' '
    if (!isLetter && !['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(event.key)) return
    event.preventDefault()
    show(isLetter ? event.key : '')
  }
  return (
    <>
      <div
        ref={setAnchor}
        role="combobox"
        tabIndex={0}
        className={selectStyles.toggle}
        aria-labelledby={`${id}-label`}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={`${id}-popup`}
        aria-invalid={invalid || undefined}
        aria-describedby={props.describedBy}
        // before the filter loses the focus, which would close the list and open it again
        onMouseDown={(event) => {
          if (open) event.preventDefault()
        }}
        onClick={() => (open ? close() : show())}
        onKeyDown={openByKey}
      >
        {/* hidden, because the label is the toggle's name and must not be part of its value */}
        <span id={`${id}-label`} className={selectStyles.label} aria-hidden="true">
          {label}
        </span>
        <span className={selectStyles.value}>{selected}</span>
        <Icon name="down" />
      </div>
      {open && (
        <FilteredList
          {...props}
          id={`${id}-popup`}
          anchor={anchor}
          onChange={(value) => {
            close()
            anchor?.focus()
            onChange(value)
          }}
          onClose={(returnFocus) => {
            close()
            if (returnFocus) anchor?.focus()
          }}
        />
      )}
    </>
  )
}

interface FilteredListProps<Value extends string> extends FilterSelectProps<Value> {
  readonly id: string
  readonly anchor: HTMLElement | null
  readonly onClose: (returnFocus: boolean) => void
}

function FilteredList<Value extends string>(props: FilteredListProps<Value>) {
  const { id, anchor, label, groups, value, onChange, filter, onFilter, onClose } = props
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  const items = groups.flatMap((group) => group.choices)
  const combobox = useCombobox<SelectOption<Value>>({
    items,
    isOpen: true,
    inputValue: filter,
    selectedItem: null,
    // Enter selects the best match, but without a filter nothing that the user has not moved to
    defaultHighlightedIndex: filter === '' ? -1 : 0,
    itemToString: () => filter,
    itemToKey: (item) => item?.value,
    // leaving the list selects nothing
    stateReducer: (state, { type, changes }) =>
      type === useCombobox.stateChangeTypes.InputBlur ? state : changes,
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem !== null) onChange(selectedItem.value)
    },
  })
  usePopupPlacement(true, anchor, popup)
  return (
    <Popup
      ref={setPopup}
      listProps={combobox.getMenuProps({ 'aria-label': label })}
      open
      groups={groups}
      chosen={value}
      highlighted={items[combobox.highlightedIndex]?.value}
      optionProps={(choice) => combobox.getItemProps({ item: choice, index: items.indexOf(choice) })}
      empty={props.empty}
      dialog={{
        id,
        label,
        onBlur: (event: FocusEvent) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onClose(false)
        },
        head: (
          <>
            <input
              {...combobox.getInputProps({
                // the user opened the list to use it
                // oxlint-disable-next-line jsx-a11y/no-autofocus
                autoFocus: true,
                'aria-label': props.filterLabel,
                onChange: (event) => onFilter(event.currentTarget.value),
                onKeyDown: (event) => {
                  stopEscapePropagation(event)
                  if (event.key === 'Escape') onClose(true)
                },
              })}
              className={comboboxStyles.input}
              dir="auto"
              placeholder={props.filterHint}
              spellCheck={false}
            />
            <div>{props.notice}</div>
          </>
        ),
      }}
    />
  )
}
