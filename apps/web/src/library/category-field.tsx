import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { client } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { libraryKey } from './use-library-list.ts'
import styles from './publish-dialog.module.css'

/** One of the categories that there are, or a new one. */
export function CategoryField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const facets = useQuery({ queryKey: [...libraryKey, 'facets'], queryFn: () => client.library.facets.query() })
  const id = useId()
  return (
    <Field label="Category">
      <input className={styles.input} aria-label="Category" list={id} value={value} maxLength={40} onChange={(event) => onChange(event.target.value)} />
      <datalist id={id}>{facets.data?.categories.map(({ name }) => <option key={name} value={name} />)}</datalist>
    </Field>
  )
}
