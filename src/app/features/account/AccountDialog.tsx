import { useState } from 'react'
import { useChangePassword, useDeleteSessions } from '../../outbox/people.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import { PasswordField } from '../../shared/ui/PasswordField.tsx'
import form from '../../shared/ui/Form.module.css'
import rows from '../../shared/ui/RowList.module.css'
import styles from './account.module.css'
import { passwordError } from '../../shared/session/password-error.ts'

/** Changes the user's own password and signs them out on every device. */
export function AccountDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages()
  const signOut = useDeleteSessions()
  return (
    <Dialog title={t('session.account')} onClose={onClose}>
      <PasswordChange onDone={onClose} />
      <section className={rows.form} aria-label={t('account.everywhere')}>
        <p className={styles.hint}>{t('account.everywhere.text')}</p>
        <Button
          busy={signOut.isPending}
          onClick={() =>
            signOut.mutate(undefined, {
              onError: (error) => showToast({ text: problemMessage(toProblem(error), t) }),
            })
          }
        >
          {t('account.everywhere')}
        </Button>
      </section>
    </Dialog>
  )
}

function PasswordChange({ onDone }: { readonly onDone: () => void }) {
  const t = useMessages()
  const change = useChangePassword()
  const [values, setValues] = useState({ password: '', newPassword: '' })
  const [submitted, setSubmitted] = useState(false)
  const error = passwordError(values.newPassword, t)
  const missing = values.password === '' ? t('session.passwordMissing') : undefined
  const problem = change.error === null ? undefined : toProblem(change.error)
  const isGuessable = (problem?.errorsOf('newPassword').length ?? 0) > 0
  const isWrong = (problem?.errorsOf('password').length ?? 0) > 0
  return (
    <form
      noValidate
      aria-label={t('account.change')}
      className={rows.form}
      onSubmit={(event) => {
        event.preventDefault()
        setSubmitted(true)
        if (error !== undefined || missing !== undefined || change.isPending) return
        change.mutate(values, {
          onSuccess: () => {
            showToast({ text: t('account.changed') })
            onDone()
          },
        })
      }}
    >
      <PasswordField
        label={t('account.password')}
        autoComplete="current-password"
        value={values.password}
        error={submitted ? (missing ?? (isWrong ? t('account.wrong') : undefined)) : undefined}
        onChange={(event) => setValues({ ...values, password: event.target.value })}
      />
      <PasswordField
        label={t('account.newPassword')}
        autoComplete="new-password"
        value={values.newPassword}
        error={
          submitted ? (error ?? (isGuessable ? t('problem.field.password_guessable') : undefined)) : undefined
        }
        onChange={(event) => setValues({ ...values, newPassword: event.target.value })}
      />
      <p className={styles.hint}>{t('account.rule')}</p>
      <div role="alert" className={form.fault}>
        {problem !== undefined && !isWrong && !isGuessable && problemMessage(problem, t)}
      </div>
      <Button type="submit" variant="primary" busy={change.isPending}>
        {t('account.change')}
      </Button>
    </form>
  )
}
