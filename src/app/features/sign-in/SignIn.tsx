import type { Session } from '../../../contract/user.ts'
import { useCreateSession } from '../../outbox/mutations.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Logo } from '../../shared/ui/Logo.tsx'
import { DemoPeople } from './DemoPeople.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SingleSignOn } from './SingleSignOn.tsx'
import styles from '../../shared/ui/SignInPage.module.css'

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
        {singleSignOn && <SingleSignOn />}
        {demoPeople.length > 0 && (
          <>
            <DemoPeople people={demoPeople} signIn={signIn} />
            <p className={styles.or}>{t('session.or')}</p>
          </>
        )}
        <PasswordForm signIn={signIn} isPrimary={demoPeople.length === 0 && !singleSignOn} />
      </div>
    </main>
  )
}
