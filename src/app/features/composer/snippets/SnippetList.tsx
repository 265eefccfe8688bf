import { useState } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { SelectOption } from '../../../shared/ui/select-option.ts'
import { Popup } from '../../../shared/ui/Popup.tsx'
import { usePopupPlacement } from '../../../shared/ui/use-popup-placement.ts'
import { VisuallyHidden } from '../../../shared/ui/VisuallyHidden.tsx'
import { fillSnippet, type PlaceholderValues } from './snippet.ts'
import { manage, type useSnippetList } from './use-snippet-list.ts'

interface SnippetListProps {
  readonly id: string
  readonly list: ReturnType<typeof useSnippetList>
  readonly placeholders: PlaceholderValues
  /** the element at the position of the slash */
  readonly anchor: HTMLElement | null
}

/** The popup of snippets that match the name typed after a slash. The focus stays in the note. */
export function SnippetList({ id, list, placeholders, anchor }: SnippetListProps) {
  const t = useMessages()
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  usePopupPlacement(list.open, anchor, popup)
  const snippets = list.matches.map(({ name, text }): SelectOption<string> => {
    const [line = ''] = fillSnippet(text, placeholders).split('\n')
    return { value: name, label: `/${name}`, isName: true, description: line }
  })
  const manageOptions = list.values.includes(manage) ? [{ value: manage, label: t('snippets.manage') }] : []
  return (
    <>
      <Popup
        ref={setPopup}
        listProps={{ id, role: 'listbox', 'aria-label': t('snippets.list') }}
        open={list.open}
        groups={[{ choices: snippets }, { choices: manageOptions }].filter(
          ({ choices }) => choices.length > 0,
        )}
        chosen={undefined}
        highlighted={list.highlighted}
        optionProps={({ value }) => ({
          id: optionId(id, value),
          role: 'option',
          'aria-selected': value === list.highlighted,
          // the focus stays in the note
          onMouseDown: (event) => event.preventDefault(),
          onClick: () => list.choose(value),
        })}
      />
      <VisuallyHidden>
        <output>{list.open && t('snippets.count', { count: list.matches.length })}</output>
      </VisuallyHidden>
    </>
  )
}

/** The ID of an option, for the note's `aria-activedescendant`. */
export function optionId(id: string, value: string): string {
  return `${id}-${value}`
}
