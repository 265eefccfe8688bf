import type { PersonLink } from '../../../contract/person.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { TextField } from '../../shared/ui/TextField.tsx'
import { toHref } from '../../shared/router/route.ts'
import form from '../../shared/ui/Form.module.css'
import styles from './account.module.css'

interface LinkPanelProps {
  readonly link: PersonLink
  /** the name of the user who receives the link */
  readonly name: string
}

/** A link for the manager to pass on. It is shown only once, with its expiry. */
export function LinkPanel({ link, name }: LinkPanelProps) {
  const t = useMessages()
  const expiry = formatMoment(link.expires, useViewer())
  const url = new URL(`${toHref({ page: 'join', list: {} })}#${link.token}`, location.href).href
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      showToast({ text: t('people.copied') })
    } catch {
      // without TLS the browser offers no clipboard: the user copies the link from the field
      showToast({ text: t('people.copyByHand') })
    }
  }
  return (
    <div className={form.form}>
      <p>{t(`people.link.${link.kind}`, { name })}</p>
      <TextField
        label={t('people.link')}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className={styles.hint}>{t('people.link.until', { moment: expiry })}</p>
      <Button variant="primary" onClick={() => void copy()}>
        {t('people.copy')}
      </Button>
    </div>
  )
}
