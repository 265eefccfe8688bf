import { figureNames, median, pages, slowdowns, type Visit } from './statistics.ts'

const first = 28
const width = 11

/** A table of medians: both pages at each speed, and how many times the plain page's Leadline's is. */
export function pageTable(visits: readonly Visit[]): string {
  const heads = slowdowns.flatMap((slowdown) => [...pages.map((page) => `${page} ${slowdown}×`), '÷'])
  const lines = figureNames.map(([figure, words, digits]) => {
    const cells = slowdowns.flatMap((slowdown) => {
      const [own, plain] = pages.map((page) => median(visits, { page, slowdown, figure }))
      const ratio = own === undefined || plain === undefined || plain === 0 ? '' : (own / plain).toFixed(2)
      return [...[own, plain].map((value) => value?.toFixed(digits) ?? 'not there'), ratio]
    })
    return line([words, ...cells])
  })
  return ['', 'Medians; times in ms', line(['', ...heads]), ...lines, ''].join('\n')
}

function line([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(first), ...cells.map((cell) => cell.padStart(width))].join('')
}
