import { figureNames, median, pages, slowdowns, type Visit } from './statistics.ts'

const labelWidth = 28
const cellWidth = 11

/** A table of medians: both pages at each speed, and the ratio of Leadline's to the plain page's. */
export function pageTable(visits: readonly Visit[]): string {
  const heads = slowdowns.flatMap((slowdown) => [...pages.map((page) => `${page} ${slowdown}×`), '÷'])
  const lines = figureNames.map(([figure, label, digits]) => {
    const cells = slowdowns.flatMap((slowdown) => {
      const [leadline, plain] = pages.map((page) => median(visits, { page, slowdown, figure }))
      const ratio =
        leadline === undefined || plain === undefined || plain === 0 ? '' : (leadline / plain).toFixed(2)
      return [...[leadline, plain].map((value) => value?.toFixed(digits) ?? 'not there'), ratio]
    })
    return line([label, ...cells])
  })
  return ['', 'Medians; times in ms', line(['', ...heads]), ...lines, ''].join('\n')
}

function line([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(labelWidth), ...cells.map((cell) => cell.padStart(cellWidth))].join('')
}
