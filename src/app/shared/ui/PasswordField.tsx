import { useEffect, useRef, useState, type ComponentProps } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import { TextField } from './TextField.tsx'

/**
 * A field for a password, with a button that shows what was typed. Submitting the form hides it again, so that a browser
 * does not store it as the text of an ordinary field.
 */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'action'>) {
  const t = useMessages()
  const [shown, setShown] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const form = button.current?.form
    const hide = () => setShown(false)
    form?.addEventListener('submit', hide)
    return () => form?.removeEventListener('submit', hide)
  }, [])
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      action={
        <Button
          ref={button}
          variant="quiet"
          size="s"
          aria-label={t(shown ? 'ui.hidePassword' : 'ui.showPassword')}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'ui.hide' : 'ui.show')}
        </Button>
      }
    />
  )
}
