import { toProblem } from '../../shared/api/problems.ts'
import { locales, setLocale, useLocale, useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'

// each language's name is written in that language
const languageNames = { en: 'English', it: 'Italiano' } as const

/** Changes the language of the page, also for the next visit. */
export function LanguageControl() {
  const t = useMessages()
  return (
    <SegmentedControl
      label={t('session.language')}
      options={locales.map((value) => ({ value, label: languageNames[value] }))}
      value={useLocale()}
      onChange={(value) => {
        setLocale(value).catch((error: unknown) => showToast({ text: problemMessage(toProblem(error), t) }))
      }}
    />
  )
}
