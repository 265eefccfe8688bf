/** The sheets that few visits need, in one script: it is loaded when the first of them is asked for. */
export { KeysSheet as keys } from '../shell/KeysSheet.tsx'
export { SnippetsSheet as snippets } from '../features/composer/snippets/SnippetsSheet.tsx'
export { AccountSheet as account } from '../features/account/AccountSheet.tsx'
