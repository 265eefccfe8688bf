/** The sheets that few visits need, in one script: it is loaded when the first of them is asked for. */
export { ShortcutsDialog as keys } from '../shell/ShortcutsDialog.tsx'
export { SnippetsDialog as snippets } from '../features/composer/snippets/SnippetsDialog.tsx'
export { AccountDialog as account } from '../features/account/AccountDialog.tsx'
