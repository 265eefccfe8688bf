import { useState } from 'react'
import { useMessages, type MessageKey } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import styles from '../../shared/ui/Form.module.css'

/** The texts for the reasons with which the service returns a failed sign-in at the provider. */
const errorKeys: Readonly<Record<string, MessageKey>> = {
  address: 'signIn.sso.address',
  domain: 'signIn.sso.domain',
  unverified: 'signIn.sso.unverified',
  blocked: 'signIn.blocked',
  other: 'signIn.sso.other',
  failed: 'signIn.sso.failed',
}

/** Signs in with the organisation's account: leaves the page for the provider, which returns to the same URL. */
export function SingleSignOn() {
  const t = useMessages()
  const [leaving, setLeaving] = useState(false)
  const errorKey = errorKeys[new URLSearchParams(location.search).get('sso') ?? '']
  const redirect = () => {
    setLeaving(true)
    const returnUrl = new URL(location.href)
    returnUrl.searchParams.delete('sso')
    location.assign(`/session/oidc?to=${encodeURIComponent(returnUrl.pathname + returnUrl.search)}`)
  }
  return (
    <div className={styles.form}>
      <div role="alert" className={styles.fault}>
        {errorKey !== undefined && t(errorKey)}
      </div>
      <Button variant="primary" busy={leaving} onClick={redirect}>
        {t('signIn.sso')}
      </Button>
    </div>
  )
}
