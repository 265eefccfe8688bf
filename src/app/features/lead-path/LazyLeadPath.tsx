import { Suspense } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { lazyWithPreload } from '../../shared/ui/lazy.ts'
import styles from './LazyLeadPath.module.css'

const LeadPath = lazyWithPreload(async () => (await import('./LeadPath.tsx')).LeadPath)

interface LazyLeadPathProps {
  readonly id: string
  readonly order: Ordering
  /** whether it is only a thin line: a picture of the path, too thin to click on */
  readonly asLine?: boolean
}

/** Loads a lead's path, and reserves its height with a line until then. */
export function LazyLeadPath({ id, order, asLine = false }: LazyLeadPathProps) {
  return (
    <div className={styles.container} data-line={asLine || undefined} inert={asLine}>
      <Suspense>
        <LeadPath key={id} id={id} order={order} />
      </Suspense>
    </div>
  )
}
