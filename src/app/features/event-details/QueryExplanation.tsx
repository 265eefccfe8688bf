import type { QueryExplanation } from '../../../contract/paging.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import styles from './QueryExplanation.module.css'

/** How the service interpreted the request for this event, collapsed: the reference's `queryExplanation`. */
export function QueryExplanation({ explanation }: { readonly explanation: QueryExplanation }) {
  const t = useMessages()
  return (
    <details className={styles.explanation}>
      <summary className={styles.summary}>{t('event.explanation')}</summary>
      {explanation.map(({ engine, text, json }) => (
        <div key={`${engine} ${text}`} className={styles.part}>
          <p>
            <span>{`${text} `}</span>
            <span className={styles.engine} translate="no">
              {engine}
            </span>
          </p>
          <pre className={styles.json} translate="no">
            {JSON.stringify(json, null, 2)}
          </pre>
        </div>
      ))}
    </details>
  )
}
