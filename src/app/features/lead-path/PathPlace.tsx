import { Suspense } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { beside } from '../../shared/ui/beside.ts'
import styles from './PathPlace.module.css'

const LeadPath = beside(async () => (await import('../../bundles/beside-first.ts')).LeadPath)

/** The place of a lead's path: as high before it is there as it is then, a line in the meantime. */
export function PathPlace({ id, order }: { readonly id: string; readonly order: Ordering }) {
  return (
    <div className={styles.place}>
      <Suspense>
        <LeadPath key={id} id={id} order={order} />
      </Suspense>
    </div>
  )
}
