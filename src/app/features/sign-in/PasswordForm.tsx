import { useEffect, useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { useCreateSession } from '../../outbox/mutations.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { PasswordField } from '../../shared/ui/PasswordField.tsx'
import { TextField } from '../../shared/ui/TextField.tsx'
import { emailField } from '../../shared/session/person-fields.ts'
import styles from '../../shared/ui/Form.module.css'
import { Name } from '../../shared/ui/Name.tsx'

interface PasswordFormProps {
  readonly signIn: ReturnType<typeof useCreateSession>
  /** whether this is the screen's primary way to sign in */
  readonly isPrimary: boolean
}

/** The form for email and password. An error is shown above the button, and the input stays. */
export function PasswordForm({ signIn, isPrimary }: PasswordFormProps) {
  const t = useMessages()
  const form = useForm({
    defaultValues: { email: '', password: '' },
    resolver: zodResolver(credentialsSchema(t)),
    mode: 'onTouched',
  })
  const { errors } = form.formState
  const { isPending, variables, error } = signIn
  const isOwnAttempt = variables?.email !== undefined
  const [applications, setApplications] = useState<readonly Application[]>([])
  const submit = (values: Credentials) => {
    if (!isPending) signIn.mutate(values, { onError: (failed) => setApplications(applicationsIn(failed)) })
  }
  const mustChoose = applications.length > 0
  const errorText = error !== null && isOwnAttempt && !mustChoose ? signInError(error, t) : undefined
  const isSlow = useIsSlow(isPending && isOwnAttempt)
  return (
    <form
      noValidate
      aria-label={t('session.title')}
      className={styles.form}
      onSubmit={form.handleSubmit((values) => {
        setApplications([])
        submit(values)
      })}
    >
      <TextField
        {...form.register('email')}
        label={t('session.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        error={errors.email?.message}
      />
      <PasswordField
        {...form.register('password')}
        label={t('session.password')}
        autoComplete="current-password"
        error={errors.password?.message}
      />
      <div role="alert" className={styles.fault}>
        {errorText}
      </div>
      <div role="status" className={styles.slow}>
        {isSlow && t('session.slow')}
      </div>
      {mustChoose && (
        <fieldset className={styles.choice}>
          <legend role="alert">{t('signIn.choose')}</legend>
          {applications.map(({ id, name }) => (
            <Button
              key={id}
              busy={isPending && variables?.application === id}
              onClick={() => submit({ ...form.getValues(), application: id })}
            >
              <Name>{name}</Name>
            </Button>
          ))}
        </fieldset>
      )}
      <Button
        type="submit"
        variant={isPrimary && !mustChoose ? 'primary' : 'plain'}
        busy={isPending && isOwnAttempt && variables?.application === undefined}
      >
        {t('session.signIn')}
      </Button>
    </form>
  )
}

interface Credentials {
  readonly email: string
  readonly password: string
  readonly application?: string
}

interface Application {
  readonly id: string
  readonly name: string
}

/** The applications that the password is right for, where the service asks for one of them. */
function applicationsIn(error: unknown): readonly Application[] {
  const needed = toProblem(error)
    .errorsOf('application')
    .find(({ code }) => code === 'application_needed')
  return Object.entries(needed?.values ?? {}).map(([id, name]) => ({ id, name }))
}

/** Milliseconds after which a sign-in that is pending is explained: the service delays attempts after failed ones. */
const slowAfterMs = 2_000

function useIsSlow(isPending: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isPending) return undefined
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs)
    return () => {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }, [isPending])
  return isSlow
}

function credentialsSchema(t: Translate) {
  return z.object({
    email: emailField(t),
    password: z.string().check(z.minLength(1, t('session.passwordMissing'))),
  })
}

/** The text for a failed sign-in by email and password. */
function signInError(error: unknown, t: Translate): string {
  const problem = toProblem(error)
  // a 401 means wrong credentials here: the usual "you are signed out" makes no sense before signing in
  const isWrong = problem.status === 401 || problem.code === 'invalid_request'
  // the password was correct, but the user is blocked
  if (problem.status === 403) return t('signIn.blocked')
  return isWrong ? t('problem.field.wrong_credentials') : problemMessage(problem, t)
}
