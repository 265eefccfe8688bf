import { useState } from 'react'
import { useAcceptLink, useReadLink } from '../../outbox/people.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import page from '../../shared/ui/SignInPage.module.css'
import { Button } from '../../shared/ui/Button.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Logo } from '../../shared/ui/Logo.tsx'
import { PasswordField } from '../../shared/ui/PasswordField.tsx'
import { TextField } from '../../shared/ui/TextField.tsx'
import { navigate } from '../../shared/router/route.ts'
import form from '../../shared/ui/Form.module.css'
import styles from '../../features/account/account.module.css'
import { LanguageControl } from '../../features/sign-in/LanguageControl.tsx'
import { passwordError } from '../../shared/session/password-error.ts'

/** The screen of an invitation or reset link: its user chooses a password and is signed in. */
export function SetPasswordScreen() {
  const t = useMessages()
  // the fragment is never sent to a server or its log, and the first navigation removes it
  const [token] = useState(() => location.hash.slice(1))
  const { data, error, refetch, isFetching } = useReadLink(token)
  const invalid = error !== null && toProblem(error).status === 404
  return (
    <main className={page.page}>
      <title>{`${t('join.title')} · Leadline`}</title>
      <div className={page.card} aria-busy={isFetching}>
        <header className={page.header}>
          <Logo size={36} />
          <h1 className={page.name}>{invalid ? t('join.gone.title') : t('join.title')}</h1>
          {invalid && <p className={page.lede}>{t('join.gone.text')}</p>}
          {data !== undefined && (
            <p className={page.lede}>
              {t(`join.${data.item.kind}`, { name: data.item.name, application: data.item.application })}
            </p>
          )}
        </header>
        {error !== null && !invalid && <LoadError error={error} onRetry={refetch} retrying={isFetching} />}
        {invalid && (
          <Link to={{}} className={styles.link}>
            {t('join.signIn')}
          </Link>
        )}
        {data !== undefined && (
          <NewPassword token={token} email={data.item.email} expires={data.item.expires} />
        )}
        <LanguageControl />
      </div>
    </main>
  )
}

interface NewPasswordProps {
  readonly token: string
  readonly email: string
  readonly expires: string
}

function NewPassword({ token, email, expires }: NewPasswordProps) {
  const t = useMessages()
  const moment = formatMoment(expires, useViewer())
  const accept = useAcceptLink()
  const [password, setPassword] = useState('')
  const [submitted, setSubmitted] = useState(false)
  const error = passwordError(password, t)
  const problem = accept.error === null ? undefined : toProblem(accept.error)
  const isGuessable = (problem?.errorsOf('password').length ?? 0) > 0
  const emailTaken = (problem?.errorsOf('email').length ?? 0) > 0
  return (
    <form
      noValidate
      aria-label={t('join.title')}
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault()
        setSubmitted(true)
        if (error !== undefined || accept.isPending) return
        accept.mutate({ token, password }, { onSuccess: () => navigate({}, { replace: true }) })
      }}
    >
      <TextField label={t('session.email')} value={email} readOnly autoComplete="username" />
      <PasswordField
        label={t('account.newPassword')}
        autoComplete="new-password"
        value={password}
        error={
          submitted ? (error ?? (isGuessable ? t('problem.field.password_guessable') : undefined)) : undefined
        }
        onChange={(event) => setPassword(event.target.value)}
      />
      <p className={styles.hint}>{`${t('account.rule')} ${t('join.until', { moment })}`}</p>
      <div role="alert" className={form.fault}>
        {problem !== undefined &&
          !isGuessable &&
          (emailTaken
            ? t('join.taken')
            : problem.status === 404
              ? t('join.gone.text')
              : problemMessage(problem, t))}
      </div>
      <Button type="submit" variant="primary" busy={accept.isPending}>
        {t('join.comeIn')}
      </Button>
    </form>
  )
}
