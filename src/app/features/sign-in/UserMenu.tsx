import type { ComponentProps } from 'react'
import { can } from '../../../contract/permissions.ts'
import { useDeleteSession } from '../../outbox/mutations.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { setTimeStyle, timeStyles, useTimeStyle } from '../../shared/i18n/time-style.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { setTheme, themes, useTheme } from '../../shared/ui/theme.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { navigate } from '../../shared/router/route.ts'
import { Avatar } from '../../shared/session/Avatar.tsx'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { LanguageControl } from './LanguageControl.tsx'
import styles from './UserMenu.module.css'

/** The dialogs that this menu opens by a command. */
const dialogs = ['snippets', 'keys', 'account'] as const

/** The signed-in user, and a menu with theme, language, time format, dialogs and sign-out. */
export function UserMenu() {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const theme = useTheme()
  const times = useTimeStyle()
  const { timeZone } = useViewer()
  const signOut = useDeleteSession()
  const showError = (error: unknown) => showToast({ text: problemMessage(toProblem(error), t) })
  return (
    <div className={styles.container}>
      <button
        type="button"
        className={styles.button}
        popoverTarget="user-menu"
        // contains the visible text, so that users of speech input can say it; on a phone only the avatar is visible
        aria-label={t('session.menu', { name: `${user.name} ${t(`session.${user.role}`)}` })}
      >
        <Avatar name={user.name} />
        <span className={styles.name} translate="no">{`${user.name} `}</span>
        <span className={styles.role}>{t(`session.${user.role}`)}</span>
        <Icon name="up" />
      </button>
      <section
        id="user-menu"
        popover="auto"
        className={styles.menu}
        aria-label={t('session.menu', { name: user.name })}
      >
        <div className={styles.row}>
          <span>{t('session.theme')}</span>
          <SegmentedControl
            label={t('session.theme')}
            options={themes.map((value) => ({ value, label: t(`session.theme.${value}`) }))}
            value={theme}
            onChange={setTheme}
          />
        </div>
        <div className={styles.row}>
          <span>{t('session.language')}</span>
          <LanguageControl />
        </div>
        <div className={styles.row}>
          <span>
            <span>{t('session.times')}</span>
            <small className={styles.zone} translate="no">
              {timeZone}
            </small>
          </span>
          <SegmentedControl
            label={t('session.times')}
            options={timeStyles.map((value) => ({ value, label: t(`session.times.${value}`) }))}
            value={times}
            onChange={setTimeStyle}
          />
        </div>
        {capabilities.includes('recent') && (
          <MenuButton onClick={() => navigate({ page: 'activity' })}>{t('session.activity')}</MenuButton>
        )}
        {can(user, 'readActivity') && capabilities.includes('activity') && (
          <MenuButton onClick={() => navigate({ page: 'changes' })}>{t('session.changeLog')}</MenuButton>
        )}
        <div className={styles.dialogs}>
          {can(user, 'managePeople') && (
            <MenuButton onClick={() => navigate({ page: 'people' })}>{t('session.people')}</MenuButton>
          )}
          {capabilities.includes('imports') && can(user, 'importEvents') && (
            <MenuButton onClick={() => navigate({ page: 'import' })}>{t('session.import')}</MenuButton>
          )}
          {dialogs.map((dialog) => (
            <MenuButton key={dialog} data-dialog={dialog} onClick={() => dispatchCommand(dialog)}>
              {t(`session.${dialog}`)}
            </MenuButton>
          ))}
        </div>
        <Button busy={signOut.isPending} onClick={() => signOut.mutate(undefined, { onError: showError })}>
          {t('session.signOut')}
        </Button>
      </section>
    </div>
  )
}

/** A button that closes the menu. */
function MenuButton(props: ComponentProps<typeof Button>) {
  return <Button size="s" popoverTarget="user-menu" popoverTargetAction="hide" {...props} />
}
