/** The dialogs that few visits open, in one script that is loaded with the first of them. */
export { ShortcutsDialog as keys } from '../shell/ShortcutsDialog.tsx'
export { SnippetsDialog as snippets } from '../features/composer/snippets/SnippetsDialog.tsx'
export { AccountDialog as account } from '../features/account/AccountDialog.tsx'
