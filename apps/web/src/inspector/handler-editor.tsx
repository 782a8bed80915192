import { replaceKind } from '../store/command/replace-kind.ts'
import { updateStep } from '../store/command/update-step.ts'
import type { Located } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ArgumentsSection } from './arguments-section.tsx'
import { ConfigSection } from './config-section.tsx'
import { useInspector } from './inspector-context.tsx'
import { usesOf } from './known-data.ts'
import { RetrySection } from './retry-section.tsx'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'
import styles from './handler-editor.module.css'

const noProblems = [] as const

/** A handler in the place where it is named: its kind, its settings and what it is given, as if it were selected. */
export function HandlerEditor({ found }: { readonly found: Located }) {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const notify = useEditor((state) => state.notify)
  const select = useEditor((state) => state.select)
  const problems = useEditor((state) => state.problemsOf.get(found.path))
  const { catalog } = useInspector()
  const { path, step } = found
  const of = stepLabel(step)
  const users = usesOf(document, step.name).length
  const section: SectionOf = { found, of, change: (patch) => dispatch(updateStep(document, path, patch)) }
  const retype = (kind: string) => {
    const contract = catalog.get(kind)
    const replaced = contract && replaceKind(document, path, contract)
    if (replaced?.ok) dispatch(replaced.command)
    else if (replaced) notify(replaced.reason)
  }
  return (
    <div className={styles.handler} role="group" aria-label={`Handler ${of}`}>
      {users > 1 ? <p className={styles.shared}>{users} steps use this handler: what is changed here holds for all of them.</p> : null}
      <TextField label={`Title of ${step.name}`} value={step.title ?? ''} placeholder={step.name} onChange={(title) => section.change({ title: title || undefined })} />
      <Field label="Kind" hint={catalog.get(step.kind)?.summary}>
        <Select label={`Kind of ${of}`} value={step.kind} options={catalog.list().filter(({ container, native }) => !container && !native).map(({ kind, title }) => ({ value: kind, label: title }))} onChange={retype} />
      </Field>
      <ConfigSection {...section} contract={catalog.get(step.kind)} problems={problems ?? noProblems} />
      <ArgumentsSection {...section} />
      <RetrySection {...section} />
      <Button size="small" tone="quiet" onClick={() => select(new Set([path]))}>
        Open {of} by itself
      </Button>
    </div>
  )
}
