import { Suspense } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { lazyWithPreload } from '../../shared/ui/lazy.ts'
import styles from './LazyLeadPath.module.css'

const LeadPath = lazyWithPreload(async () => (await import('../../bundles/timeline-bundle.ts')).LeadPath)

/** Loads a lead's path, and reserves its height with a line until then. */
export function LazyLeadPath({ id, order }: { readonly id: string; readonly order: Ordering }) {
  return (
    <div className={styles.container}>
      <Suspense>
        <LeadPath key={id} id={id} order={order} />
      </Suspense>
    </div>
  )
}
