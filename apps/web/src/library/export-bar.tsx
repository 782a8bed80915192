import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import styles from './library-page.module.css'

export interface ExportBarProps {
  readonly names: readonly string[]
  readonly person: string
  readonly onClear: () => void
}

/** Takes what is selected along as one file, signed with this server's key. */
export function ExportBar({ names, person, onClear }: ExportBarProps) {
  const bundle = useMutation({
    mutationFn: () => client.library.export.mutate({ names: [...names], ...(person ? { signer: person } : {}) }),
    onSuccess: (signed) => {
      saveFile(JSON.stringify(signed, null, 2), names.length === 1 ? `${names[0] ?? 'library'}.eddy-bundle.json` : 'library.eddy-bundle.json')
      onClear()
    },
  })
  return (
    <section className={styles.exportBar} aria-label="Selected">
      <span role="status">{bundle.error ? `It could not be exported: ${bundle.error.message}` : names.length === 1 ? 'One selected' : `${names.length} selected`}</span>
      <Button size="small" onClick={onClear}>Clear</Button>
      <Button size="small" tone="primary" disabled={bundle.isPending} onClick={() => bundle.mutate()}>
        <Download size={14} aria-hidden />
        Export as a signed bundle
      </Button>
    </section>
  )
}

function saveFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name })
  anchor.click()
  // some browsers read the file only after the click
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
