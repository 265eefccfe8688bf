import { stripBidiControls } from '../../../contract/text.ts'

/** Characters that file systems reject in a name. */
const forbidden = /[\\/:*?"<>|\p{Cc}]+/gu

/** Returns a name that every file system accepts: `Officine Ferrari S.p.A. 2026-11-27.csv`. */
export function fileName(title: string, day: string, ending: string): string {
  // `cod\u202Efdp.csv` would be displayed as another name
  const name = stripBidiControls(title).replace(forbidden, '-').trim().slice(0, 80)
  return `${name} ${day}.${ending}`
}

/** Saves a file as a download of the browser. */
export function saveFile(name: string, parts: readonly string[], type: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // by then, the browser has started to read the file
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
