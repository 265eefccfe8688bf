import { useMessages } from '../shared/i18n/i18n.ts'
import styles from './ShortcutsDialog.module.css'
import { useSignedIn } from '../shared/session/signed-in.ts'
import { Dialog } from '../shared/ui/Dialog.tsx'
import { formatAltShortcut, formatShortcut } from '../shared/ui/shortcut.ts'
import { toastKey } from '../shared/ui/show-toast.ts'
import { setSingleLetterShortcuts, useSingleLetterShortcuts } from '../shared/ui/single-letter-shortcuts.ts'

/** All keyboard shortcuts, grouped by the part of the page where they work, and a setting that turns off single-letter ones. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages()
  const singleEnabled = useSingleLetterShortcuts()
  const hasPath = useSignedIn().capabilities.includes('path')
  const pathKeys = [
    ['s', t('keys.statusBelow')],
    ['⇧ s', t('keys.statusAbove')],
    ['← →', t('keys.path')],
  ] as const
  const groups = [
    {
      name: t('keys.anywhere'),
      keys: [
        ['h', t('keys.home')],
        ['c', t('keys.write')],
        [formatShortcut('K'), t('keys.find')],
        [formatAltShortcut('↓'), t('keys.nextLead')],
        [formatAltShortcut('↑'), t('keys.previousLead')],
        ['/', t('keys.findInNotes')],
        [t('keys.space'), t('keys.toggleLead')],
        [`⇧ ${t('keys.space')}`, t('keys.addRange')],
        [formatShortcut('Z'), t('keys.undo')],
        [toastKey, t('keys.toast')],
        ['?', t('keys.sheet')],
      ],
    },
    {
      name: t('keys.composer'),
      keys: [
        [formatShortcut('Enter'), t('keys.log')],
        [formatShortcut('Enter', { shift: true }), t('keys.logAndNext')],
        ['/', t('keys.snippet')],
        ['Esc', t('keys.leave')],
      ],
    },
    {
      name: t('timeline.title'),
      keys: [
        ['j', t('keys.eventBelow')],
        ['k', t('keys.eventAbove')],
        [t('keys.page'), t('keys.pages')],
        ['e', t('keys.edit')],
        [t('keys.deleteKey'), t('keys.delete')],
        ['g', t('keys.goTo')],
        ...(hasPath ? pathKeys : []),
      ],
    },
  ] as const
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3 className={styles.name}>{name}</h3>
            <dl>
              {keys.map(([key, action]) => (
                <div key={key} className={styles.row}>
                  <dt>{action}</dt>
                  <dd>
                    <kbd className={styles.key} translate="no">
                      {key}
                    </kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className={styles.single}>
          <input
            type="checkbox"
            checked={singleEnabled}
            onChange={(event) => setSingleLetterShortcuts(event.currentTarget.checked)}
          />
          <span>{t('keys.single')}</span>
        </label>
      </div>
    </Dialog>
  )
}
