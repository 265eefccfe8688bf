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

interface LinkWordsProps {
  readonly link: PersonLink
  /** whom it is for */
  readonly name: string
}

/** A link to hand over: shown this once, with how long it is good. */
export function LinkPanel({ link, name }: LinkWordsProps) {
  const t = useMessages()
  const moment = formatMoment(link.expires, useViewer())
  const address = new URL(`${toHref({ page: 'join' })}#${link.token}`, location.href).href
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      showToast({ text: t('people.copied') })
    } catch {
      // without TLS there is no clipboard: it stands there to be copied by hand
      showToast({ text: t('people.copyByHand') })
    }
  }
  return (
    <div className={form.form}>
      <p>{t(`people.link.${link.kind}`, { name })}</p>
      <TextField
        label={t('people.link')}
        value={address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className={styles.hint}>{t('people.link.until', { moment })}</p>
      <Button variant="primary" onClick={() => void copy()}>
        {t('people.copy')}
      </Button>
    </div>
  )
}
