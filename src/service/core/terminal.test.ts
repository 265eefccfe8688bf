import { expect, it } from 'vitest'
import { createTerminal } from './terminal.ts'

function record(isTTY: boolean) {
  let written = ''
  const terminal = createTerminal({ isTTY, write: (text) => (written += text) })
  terminal.progress('Loading the demo', 0)
  terminal.progress('Loading the demo', 0.456)
  terminal.progress('Building the search index')
  terminal.print('Leadline is ready.')
  terminal.clear()
  return written
}

it('shows the current step in one line of a terminal, and erases it before any other output', () => {
  const erase = '\r\u001B[K'
  expect(record(true)).toBe(
    `${erase}Loading the demo… 0 %${erase}Loading the demo… 45 %${erase}Building the search index…${erase}Leadline is ready.\n`,
  )
})

it('writes each step once, as a separate line, to a pipe', () => {
  expect(record(false)).toBe('Loading the demo…\nBuilding the search index…\nLeadline is ready.\n')
})
