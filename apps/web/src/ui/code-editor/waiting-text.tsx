import styles from './code-editor.module.css'

/** Stands where an editor will be once it is loaded, at its size. */
export function WaitingText({ value }: { readonly value: string }) {
  return (
    <span className={styles.waiting} aria-busy>
      {value || '\u00a0'}
    </span>
  )
}
