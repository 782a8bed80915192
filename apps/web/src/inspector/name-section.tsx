import { useState } from 'react'
import { renamedPath, renameStep } from '../store/command/rename-step.ts'
import { takenNames } from '../store/document/names.ts'
import { useEditor } from '../store/editor-context.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Section } from './section.tsx'
import type { SectionOf } from './step-panel.tsx'

export function NameSection({ found, change }: SectionOf) {
  const { step, path, scope } = found
  const document = useEditor((state) => state.document)
  const dispatch = useEditor((state) => state.dispatch)
  const [error, setError] = useState<string>()
  const rename = (name: string) => {
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) return setError('A name begins with a small letter and has only small letters, digits and _.')
    if (name !== step.name && takenNames(document, scope).has(name)) return setError(`There is a step called ${name} already.`)
    setError(undefined)
    dispatch(renameStep(document, path, name), new Set([renamedPath(document, path, name)]))
  }
  return (
    <Section title="Step">
      <TextField label="Title" value={step.title ?? ''} placeholder="What a person calls it" onChange={(title) => change({ title: title || undefined })} />
      <TextField label="Name" value={step.name} onChange={rename} lazy mono error={error} hint="Renaming rewrites every reference to it." />
      <TextField label="Description" value={step.description ?? ''} multiline onChange={(description) => change({ description: description || undefined })} />
    </Section>
  )
}
