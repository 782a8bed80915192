import { ShieldCheck } from 'lucide-react'
import styles from './coverage-figure.module.css'

/** How much of its effects a workflow takes back; a dash while nobody has rehearsed it. */
export function CoverageFigure({ percent }: { readonly percent: number | null }) {
  const said = percent === null ? 'Not rehearsed yet' : `${percent} % of its effects are taken back`
  return (
    <span className={styles.figure} data-state={percent === null ? 'unknown' : percent === 100 ? 'whole' : 'part'} title={said}>
      <ShieldCheck size={13} aria-hidden />
      <span aria-hidden>{percent === null ? '–' : `${percent} %`}</span>
      <span className="visually-hidden">{said}</span>
    </span>
  )
}
