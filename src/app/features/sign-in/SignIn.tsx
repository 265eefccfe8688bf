import { useState } from 'react'
import type { Session } from '../../../contract/user.ts'
import { useCreateSession } from '../../outbox/mutations.ts'
import { useMessages, type MessageKey } from '../../shared/i18n/i18n.ts'
import { Logo } from '../../shared/ui/Logo.tsx'
import { blocksCookies } from '../../shared/storage/browser-limits.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { LanguageControl } from './LanguageControl.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import styles from '../../shared/ui/SignInPage.module.css'
import { Button } from '../../shared/ui/Button.tsx'
import form from '../../shared/ui/Form.module.css'

/** The sign-in screen: in the demo a button per user, and always a form for real accounts. */
export function SignIn({ demoPeople, singleSignOn }: Pick<Session, 'demoPeople' | 'singleSignOn'>) {
  const t = useMessages()
  // one mutation for both ways, so that neither can start while the other is pending
  const signIn = useCreateSession()
  return (
    <main className={styles.page}>
      <title>{`${t('session.title')} · Leadline`}</title>
      <div className={styles.card}>
        <header className={styles.header}>
          <Logo size={36} />
          <h1 className={styles.name}>Leadline</h1>
          <p className={styles.lede}>{t('session.lede')}</p>
        </header>
        {blocksCookies() && (
          <p role="alert" className={form.fault}>
            {t('signIn.noCookies')}
          </p>
        )}
        {singleSignOn && <SingleSignOn />}
        {demoPeople.length > 0 && (
          <>
            <DemoPeople people={demoPeople} signIn={signIn} />
            <p className={styles.or}>{t('session.or')}</p>
          </>
        )}
        <PasswordForm signIn={signIn} isPrimary={demoPeople.length === 0 && !singleSignOn} />
        <details className={styles.help}>
          <summary>{t('signIn.forgotten')}</summary>
          {singleSignOn && <p>{t('signIn.forgotten.sso')}</p>}
          <p>{t('signIn.forgotten.manager')}</p>
          <p>{t('signIn.forgotten.administrator')}</p>
        </details>
        <LanguageControl />
      </div>
    </main>
  )
}

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
function SingleSignOn() {
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
    <div className={form.form}>
      <div role="alert" className={form.fault}>
        {errorKey !== undefined && t(errorKey)}
      </div>
      <Button variant="primary" busy={leaving} onClick={redirect}>
        {t('signIn.sso')}
      </Button>
    </div>
  )
}
