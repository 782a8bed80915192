import type { Catalog } from '@eddy/workflow'
import { addHandler, newHandler } from '../store/command/add-handler.ts'
import { addUndo, undoHandler } from '../store/command/add-undo.ts'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { HandlerEditor } from './handler-editor.tsx'
import { useInspector } from './inspector-context.tsx'
import { PolicyRow } from './policy-row.tsx'
import { type HandlerRole, roleWords } from './role-words.ts'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'
import styles from './inspector.module.css'

export interface HandlerRowProps extends SectionOf {
  readonly role: HandlerRole
  /** Choices beside the handlers; the first one is that of no choice. */
  readonly others: readonly SelectOption[]
}

const labels = { undo: 'Undo handler', compensate: 'Compensation handler', check: 'Check handler' } as const

/** Who undoes, helps or checks the step, in a sentence; opened, the whole handler. */
export function HandlerRow({ found, change, role, others }: HandlerRowProps) {
  const document = useShownDocument()
  const { catalog } = useInspector()
  const chosen = found.step[role]
  const handler = chosen === undefined ? undefined : locate(document, chosen)
  const { title, about } = roleWords[role]
  const who = handler?.scope.kind === 'handlers' ? `${stepLabel(handler.step)} (${kindTitle(catalog, handler.step.kind)})` : (others.find(({ value }) => value === (chosen ?? ''))?.label.toLowerCase() ?? `${chosen}, which there is not`)
  return (
    <PolicyRow label={title} sentence={`${title}: ${who}`}>
      <p className={styles.note}>{about}</p>
      <div className={styles.row}>
        <Select label={labels[role]} value={chosen ?? ''} options={[...others, ...handlersOf(document.handlers)]} onChange={(name) => change({ [role]: name || undefined })} />
        <NewHandler found={found} role={role} />
      </div>
      {handler?.scope.kind === 'handlers' ? <HandlerEditor found={handler} /> : null}
    </PolicyRow>
  )
}

function handlersOf(handlers: readonly { readonly name: string; readonly title?: string }[] = []): readonly SelectOption[] {
  return handlers.map((handler) => ({ value: handler.name, label: stepLabel(handler) }))
}

function kindTitle(catalog: Catalog, kind: string): string {
  return catalog.get(kind)?.title ?? kind
}

function NewHandler({ found: { path, step }, role }: Pick<HandlerRowProps, 'found' | 'role'>) {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const make = () => {
    const handler = role === 'undo' ? undoHandler(document, path, step) : newHandler(document, path, role)
    if (handler) dispatch(role === 'undo' ? addUndo({ path, handler }) : addHandler({ path, role, handler }))
  }
  return (
    <Button size="small" onClick={make}>
      {step[role] === undefined || step[role] === 'none' ? 'Make one' : 'Make another'}
    </Button>
  )
}
