import { stripBidiControls } from '../../../contract/text.ts'

/** What file systems refuse in a name. */
const forbidden = /[\\/:*?"<>|\p{Cc}]+/gu

/** `Officine Ferrari S.p.A. 2026-11-27.csv`: a name that every file system takes. */
export function fileName(title: string, day: string, ending: string): string {
  // `cod\u202Efdp.csv` would be read as another name
  const name = stripBidiControls(title).replace(forbidden, '-').trim().slice(0, 80)
  return `${name} ${day}.${ending}`
}

/** Hands a file to the browser, which saves it as it does with every download. */
export function saveFile(name: string, parts: readonly string[], type: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser has begun to read it by then
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
