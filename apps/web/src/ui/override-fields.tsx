import type { OverriddenField } from '@eddy/workflow'
import styles from './override-fields.module.css'

/** What an override sets, and what it was. */
export function OverrideFields({ fields }: { readonly fields: readonly OverriddenField[] }) {
  return (
    <ul className={styles.fields} aria-label="What it sets">
      {fields.flatMap((one) => changesOf(one).map(({ name, was, now }) => (
        <li key={`${one.step} ${name}`} className={styles.field}>
          <span className={styles.name}>{pathWords(one.step)} · {name}</span>
          <del className={styles.was}>{was}</del>
          <ins className={styles.now}>{now}</ins>
        </li>
      )))}
    </ul>
  )
}

/** `trip.reserve_hotel` as `Trip › Reserve hotel`. */
export function pathWords(path: string): string {
  return path.split('.').map((name) => name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase())).join(' › ')
}

interface Change {
  readonly name: string
  readonly was: string
  readonly now: string
}

/** A field that holds several settings is told by those that differ. */
function changesOf({ field, was, now }: OverriddenField): readonly Change[] {
  if (!isRecord(was) || !isRecord(now)) return [{ name: field, was: words(was), now: words(now) }]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter((key) => JSON.stringify(was[key]) !== JSON.stringify(now[key]))
  return keys.map((key) => ({ name: field === 'config' ? key : `${field} ${key}`, was: words(was[key]), now: words(now[key]) }))
}

function words(value: unknown): string {
  if (value === undefined) return 'not set'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
