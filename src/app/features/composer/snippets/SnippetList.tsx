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
  readonly facts: PlaceholderValues
  /** where the slash stands */
  readonly anchor: HTMLElement | null
}

/** The snippets that fit what is typed after a slash, below it; the focus stays in the note. */
export function SnippetList({ id, list, facts, anchor }: SnippetListProps) {
  const t = useMessages()
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  usePopupPlacement(list.open, anchor, popup)
  const snippets = list.matches.map(({ name, text }): SelectOption<string> => {
    const [line = ''] = fillSnippet(text, facts).split('\n')
    return { value: name, label: `/${name}`, description: line }
  })
  const more = list.values.includes(manage) ? [{ value: manage, label: t('snippets.manage') }] : []
  return (
    <>
      <Popup
        ref={setPopup}
        listProps={{ id, role: 'listbox', 'aria-label': t('snippets.list') }}
        open={list.open}
        groups={[{ choices: snippets }, { choices: more }].filter(({ choices }) => choices.length > 0)}
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

/** The id of an option, for the note's `aria-activedescendant`. */
export function optionId(id: string, value: string): string {
  return `${id}-${value}`
}
