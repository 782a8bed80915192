import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { identifier } from '../store/document/names.ts'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CategoryField } from './category-field.tsx'
import { PublishedEntry } from './published-entry.tsx'
import { tagsOf } from './publish-words.ts'
import { TemplateInputs } from './template-inputs.tsx'
import type { TemplateSource } from './template-source.ts'
import { typedInputs } from './typed-inputs.ts'
import { libraryKey } from './use-library-list.ts'
import styles from './publish-dialog.module.css'

export interface TemplateDialogProps {
  readonly source: TemplateSource
  readonly person: string
  readonly onClose: () => void
}

interface Words {
  readonly title: string
  /** Undefined: made of the title. */
  readonly name: string | undefined
  readonly description: string
  readonly category: string
  readonly tags: string
  readonly withSample: boolean
}

/** Puts a part of a workflow, or what a run has run, into the library in one step; afterwards it shows what was rehearsed of it. */
export function TemplateDialog({ source, person, onClose }: TemplateDialogProps) {
  const { document: drawn, sample, version } = source
  const form = useId()
  const [words, setWords] = useState<Words>({ title: drawn.title ?? drawn.name, name: undefined, description: drawn.description ?? '', category: '', tags: (drawn.tags ?? []).join(', '), withSample: true })
  const input = 'input' in sample ? sample.input : undefined
  const document = useMemo(() => (version ? drawn : typedInputs(drawn, input)), [version, drawn, input])
  const set = (change: Partial<Words>) => setWords({ ...words, ...change })
  const name = words.name ?? identifier(words.title)
  const save = useMutation({
    mutationFn: async () => {
      const said = { name, ...(words.title.trim() ? { title: words.title } : {}), description: words.description, category: words.category, tags: [...tagsOf(words.tags)], samples: words.withSample && 'input' in sample ? [{ title: sample.title, input: { ...sample.input }, expect: 'succeeded' }] : [], ...(person ? { by: person } : {}) }
      const saved = version
        ? await client.library.publish.mutate({ ...said, workflowId: version.workflowId, version: version.number } as Parameters<typeof client.library.publish.mutate>[0])
        : await client.library.saveTemplate.mutate({ ...said, document: { ...document, title: words.title, name } } as Parameters<typeof client.library.saveTemplate.mutate>[0])
      return client.library.get.query({ name: saved.card.name, number: saved.number })
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: libraryKey })
      void queryClient.invalidateQueries({ queryKey: trpc.workflow.list.queryKey() })
    },
  })
  if (save.data) {
    return (
      <Dialog open wide onOpenChange={(open) => open || onClose()} title="It is in the library" actions={<Button tone="primary" onClick={onClose}>Done</Button>}>
        <PublishedEntry entry={save.data} />
      </Dialog>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending && name !== '') save.mutate()
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title="Share as a template"
      description={`${source.words} ${version ? `It is published from version ${version.number} of its workflow.` : 'It becomes a workflow of its own; what you have drawn stays as it is.'}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={form} disabled={save.isPending}>
            {save.isPending ? 'Rehearsing …' : 'Share'}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        <TextField label="Title" value={words.title} onChange={(title) => set({ title })} />
        <TextField label="Name in the library" mono required value={name} onChange={(own) => set({ name: own })} hint="Small letters, digits and underscores; people install it by this name." />
        <CategoryField value={words.category} onChange={(category) => set({ category })} />
        <TextField label="Tags" value={words.tags} placeholder="orders, payment" onChange={(tags) => set({ tags })} />
        <div className={styles.whole}><TextField label="Description" multiline value={words.description} placeholder="What it does, and when to use it" onChange={(description) => set({ description })} /></div>
        <TemplateInputs source={{ ...source, document }} withSample={words.withSample} onWithSample={(withSample) => set({ withSample })} />
      </form>
      {save.error ? <p className={styles.fault} role="alert">{save.error.message}</p> : null}
    </Dialog>
  )
}
