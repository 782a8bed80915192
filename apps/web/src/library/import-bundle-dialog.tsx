import { useMutation } from '@tanstack/react-query'
import { FileUp, KeyRound } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type LibraryRefusal, refusalOf } from './refusal-of.ts'
import { libraryKey } from './use-library-list.ts'
import styles from './import-bundle-dialog.module.css'

const HOW = { new: 'new', newer: 'a newer version', known: 'here already' } as const

interface Chosen {
  readonly file: string
  readonly bundle: unknown
}

/** Takes a bundle from a file: whoever signed it is named, and asked about when nobody here knows the key yet. */
export function ImportBundleDialog({ onClose }: { readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen>()
  const [unread, setUnread] = useState<string>()
  const take = useMutation({
    mutationFn: ({ bundle, trust }: { readonly bundle: unknown; readonly trust: boolean }) => client.library.import.mutate({ bundle, trust }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: libraryKey }),
  })
  const read = (file: File | undefined) => {
    if (!file) return
    take.reset()
    setChosen(undefined)
    setUnread(undefined)
    file.text().then(
      (text) => {
        try {
          const bundle: unknown = JSON.parse(text)
          setChosen({ file: file.name, bundle })
          take.mutate({ bundle, trust: false })
        } catch {
          setUnread(`${file.name} is no bundle: it is not JSON. A bundle is a file that was exported from a library.`)
        }
      },
      () => setUnread(`${file.name} could not be read.`),
    )
  }
  const refusal = refusalOf(take.error)
  const stranger = refusal?.code === 'SIGNER_UNKNOWN' ? signerIn(refusal) : undefined
  const fault = unread ?? (stranger ? undefined : take.error?.message)
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Import a bundle"
      description="A signed file of workflows from another library. Nothing is imported when it was changed on its way."
      actions={
        <>
          <Button onClick={onClose}>{take.data ? 'Close' : 'Cancel'}</Button>
          {stranger ? (
            <Button tone="primary" disabled={take.isPending} onClick={() => take.mutate({ bundle: chosen?.bundle, trust: true })}>
              Trust {stranger.signer} and import
            </Button>
          ) : null}
        </>
      }
    >
      <DropArea onFile={read} />
      <Checking file={take.isPending ? chosen?.file : undefined} />
      {stranger ? <Stranger {...stranger} /> : null}
      <Fault text={fault} />
      {take.data ? <Report {...take.data} /> : null}
    </Dialog>
  )
}

function Checking({ file }: { readonly file: string | undefined }) {
  return file === undefined ? null : <p role="status">{file} is being checked …</p>
}

function Fault({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <p className={styles.fault} role="alert">{text}</p>
}

function signerIn({ details }: LibraryRefusal): StrangerProps {
  // SIGNER_UNKNOWN has these details
  return details as StrangerProps
}

interface StrangerProps {
  readonly signer: string
  readonly fingerprint: string
}

function Stranger({ signer, fingerprint }: StrangerProps) {
  return (
    <section className={styles.signer} aria-label="Unknown signer">
      <KeyRound size={18} aria-hidden />
      <p>
        The bundle is signed by <strong>{signer}</strong>, whose key is not known here. Ask them for their key and compare: <code>{fingerprint}</code>. Once trusted, everything that this key signs is believed.
      </p>
    </section>
  )
}

interface ReportProps {
  readonly signer: { readonly name: string; readonly fingerprint: string }
  readonly packages: readonly { readonly name: string; readonly title: string; readonly number: number; readonly how: 'new' | 'newer' | 'known'; readonly extends: { readonly name: string; readonly number: number } | null }[]
}

function Report({ signer, packages }: ReportProps) {
  return (
    <section aria-label="Imported">
      <p role="status">
        {packages.length === 1 ? 'One workflow' : `${packages.length} workflows`}, signed by {signer.name} (<code>{signer.fingerprint}</code>):
      </p>
      <ul className={styles.packages}>
        {packages.map(({ name, title, number, how, extends: base }) => (
          <li key={name}>
            <a href={`/library/${encodeURIComponent(name)}`}>{title}</a>
            <span>
              version {number}, {HOW[how]}
              {base ? (
                <>
                  , an extension of <a href={`/library/${encodeURIComponent(base.name)}`}>{base.name}@{base.number}</a>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function DropArea({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0])
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <label className={styles.drop} data-over={over ? '' : undefined} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
      <FileUp size={20} aria-hidden />
      Drop a bundle here, or choose a file
      <input
        type="file"
        className="visually-hidden"
        accept=".json,application/json"
        aria-label="Bundle file"
        onChange={(event) => {
          onFile(event.target.files?.[0])
          // the same file may be chosen again
          event.target.value = ''
        }}
      />
    </label>
  )
}
