import { useState } from 'react'
import { renameStep } from '../store/command/rename-step.ts'
import { useEditor } from '../store/editor-context.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Section } from './section.tsx'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'

export function NameSection({ found, change }: SectionOf) {
  const { step, path } = found
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const [error, setError] = useState<string>()
  const rename = (name: string) => {
    const renamed = renameStep(document, path, name)
    setError(renamed.ok ? undefined : renamed.reason)
    if (renamed.ok) dispatch(renamed.command, new Set([renamed.path]))
  }
  return (
    <Section title="Step">
      <TextField label="Title" value={step.title ?? ''} placeholder="What a person calls it" hint="Stands on the card." onChange={(title) => change({ title: title || undefined })} />
      <TextField label="Name" value={step.name} onChange={rename} lazy mono error={error} hint="Renaming rewrites every reference to it." />
      <TextField label="Description" hint="For whoever reads the workflow later; no influence on a run." value={step.description ?? ''} multiline onChange={(description) => change({ description: description || undefined })} />
    </Section>
  )
}
