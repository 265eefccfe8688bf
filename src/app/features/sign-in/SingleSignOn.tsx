import { useState } from 'react'
import { useMessages, type MessageKey } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import styles from '../../shared/ui/Form.module.css'

/** Why the service sent somebody back from the provider. */
const refusals: Readonly<Record<string, MessageKey>> = {
  address: 'signIn.sso.address',
  domain: 'signIn.sso.domain',
  unverified: 'signIn.sso.unverified',
  blocked: 'signIn.blocked',
  other: 'signIn.sso.other',
  failed: 'signIn.sso.failed',
}

/** Signing in with the organisation's account: a way out of the page, and back to the same address. */
export function SingleSignOn() {
  const t = useMessages()
  const [leaving, setLeaving] = useState(false)
  const refusal = refusals[new URLSearchParams(location.search).get('sso') ?? '']
  const leave = () => {
    setLeaving(true)
    const back = new URL(location.href)
    back.searchParams.delete('sso')
    location.assign(`/session/oidc?to=${encodeURIComponent(back.pathname + back.search)}`)
  }
  return (
    <div className={styles.form}>
      <div role="alert" className={styles.fault}>
        {refusal !== undefined && t(refusal)}
      </div>
      <Button variant="primary" busy={leaving} onClick={leave}>
        {t('signIn.sso')}
      </Button>
    </div>
  )
}
