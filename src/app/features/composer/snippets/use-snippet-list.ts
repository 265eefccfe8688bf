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

/** The option that leads to the sheet where snippets are made: no name is empty. */
export const manage = ''

interface Typing {
  readonly field: HTMLTextAreaElement
  readonly caret: number
}

/**
 * The list that a slash opens in a note: which snippets fit what is typed, which one the arrow keys are at, and what
 * inserts it. Enter and Tab insert, Escape closes the list until another slash.
 */
export function useSnippetList(text: string, snippets: readonly Snippet[], facts: PlaceholderValues) {
  const [typing, setTyping] = useState<Typing>()
  const [closed, setClosed] = useState<number>()
  const [at, setAt] = useState({ name: '', index: 0 })
  const query = typing && snippetQuery(text, typing.caret)
  const matches = query === undefined ? [] : matchingSnippets(snippets, query.name)
  // whoever types a name that fits nothing writes a word of theirs
  const values = [...matches.map(({ name }) => name), ...(query?.name === '' ? [manage] : [])]
  const open = query !== undefined && query.from !== closed && values.length > 0
  // Enter after a slash alone is a new line, unless there is a snippet to take
  const first = matches.length > 0 ? 0 : -1
  const index = at.name === query?.name ? Math.min(at.index, values.length - 1) : first

  function choose(value: string) {
    if (typing === undefined || query === undefined) return
    const { field } = typing
    const snippet = matches.find(({ name }) => name === value)
    setClosed(query.from)
    if (snippet === undefined) {
      dispatchCommand('snippets')
      return
    }
    field.setSelectionRange(query.from, query.to)
    insertText(field, fillSnippet(snippet.text, facts))
    setTyping(undefined)
  }

  function follow({ currentTarget: field }: SyntheticEvent<HTMLTextAreaElement>) {
    const caret = field.selectionStart === field.selectionEnd ? field.selectionStart : -1
    if (caret >= 0 && snippetQuery(field.value, caret) !== undefined) setTyping({ field, caret })
    else {
      setTyping(undefined)
      setClosed(undefined)
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!open || event.nativeEvent.isComposing || !hasNoModifier(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = values[index]
    if (step !== undefined) {
      setAt({ name: query.name, index: (index + step + values.length) % values.length })
    } else if (event.key === 'Escape') {
      setClosed(query.from)
      stopEscapePropagation(event)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined && !event.shiftKey) {
      choose(chosen)
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
