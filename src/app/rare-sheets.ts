/** The sheets that few visits need, in one script: it is loaded when the first of them is asked for. */
export { KeysSheet as keys } from './KeysSheet.tsx'
export { SnippetsSheet as snippets } from './snippets/SnippetsSheet.tsx'
export { AccountSheet as account } from './account/AccountSheet.tsx'
