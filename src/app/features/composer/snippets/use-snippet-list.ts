import { useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { insertText } from '../../../shared/ui/insert-text.ts'
import { stopEscapePropagation } from '../../../shared/ui/stop-escape.ts'
import { hasNoModifier } from '../../../shared/ui/shortcut.ts'
import { dispatchCommand } from '../../../shared/ui/commands.ts'
import {
  fillSnippet,
  matchingSnippets,
  snippetQuery,
  type Snippet,
  type PlaceholderValues,
} from './snippet.ts'

/** The value of the option that opens the snippets dialog: no snippet's name is empty. */
export const manage = ''

interface Typing {
  readonly field: HTMLTextAreaElement
  readonly caret: number
}

/**
 * The list that a slash opens in a note: the snippets that match the typed name, the highlighted one, and the handlers.
 * The arrow keys move the highlight, Enter and Tab insert the snippet, Escape closes the list until another slash.
 */
export function useSnippetList(text: string, snippets: readonly Snippet[], placeholders: PlaceholderValues) {
  const [typing, setTyping] = useState<Typing>()
  const [closedFrom, setClosedFrom] = useState<number>()
  const [highlight, setHighlight] = useState({ name: '', index: 0 })
  const query = typing && snippetQuery(text, typing.caret)
  const matches = query === undefined ? [] : matchingSnippets(snippets, query.name)
  // a typed name that matches no snippet is an ordinary word, so the list closes
  const values = [...matches.map(({ name }) => name), ...(query?.name === '' ? [manage] : [])]
  const open = query !== undefined && query.from !== closedFrom && values.length > 0
  // after a slash alone Enter inserts a line break, unless there is a snippet to insert
  const initialIndex = matches.length > 0 ? 0 : -1
  const index = highlight.name === query?.name ? Math.min(highlight.index, values.length - 1) : initialIndex

  function choose(value: string) {
    if (typing === undefined || query === undefined) return
    const { field } = typing
    const snippet = matches.find(({ name }) => name === value)
    setClosedFrom(query.from)
    if (snippet === undefined) {
      dispatchCommand('snippets')
      return
    }
    field.setSelectionRange(query.from, query.to)
    insertText(field, fillSnippet(snippet.text, placeholders))
    setTyping(undefined)
  }

  function follow({ currentTarget: field }: SyntheticEvent<HTMLTextAreaElement>) {
    const caret = field.selectionStart === field.selectionEnd ? field.selectionStart : -1
    if (caret >= 0 && snippetQuery(field.value, caret) !== undefined) setTyping({ field, caret })
    else {
      setTyping(undefined)
      setClosedFrom(undefined)
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!open || !hasNoModifier(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const highlighted = values[index]
    if (step !== undefined) {
      setHighlight({ name: query.name, index: (index + step + values.length) % values.length })
    } else if (event.key === 'Escape') {
      setClosedFrom(query.from)
      stopEscapePropagation(event)
    } else if (
      (event.key === 'Enter' || event.key === 'Tab') &&
      highlighted !== undefined &&
      !event.shiftKey
    ) {
      choose(highlighted)
    } else return
    event.preventDefault()
  }

  return {
    open,
    matches,
    values,
    from: query?.from ?? 0,
    highlighted: open ? values[index] : undefined,
    choose,
    follow,
    onKeyDown,
    leave: () => setTyping(undefined),
  }
}
