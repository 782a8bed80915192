import type { Catalog, Json, WorkflowDocument } from '@eddy/workflow'
import { PanelRightClose } from 'lucide-react'
import { type KeyboardEvent, memo, type Ref, useEffect, useMemo, useState } from 'react'
import { locate } from '../store/document/locate.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { useContent } from '../store/use-content.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { DocumentPanel } from './document-panel.tsx'
import { InspectorContext, type InspectorSecrets } from './inspector-context.tsx'
import { ManyPanel } from './many-panel.tsx'
import { ShownDocument } from './shown-document.ts'
import { stepKeys } from './step-keys.ts'
import { StepPanel } from './step-panel.tsx'
import { useBehind } from './use-behind.ts'
import styles from './inspector.module.css'

export interface InspectorProps {
  readonly catalog: Catalog
  readonly secrets?: InspectorSecrets | undefined
  /** Escape in a field, and Enter in the title: back to what is shown. Until then a letter is a letter and no command. */
  readonly onLeave?: (path: string | undefined) => void
  /** For Enter on a card, which brings the focus here. */
  readonly ref?: Ref<HTMLElement>
}

/** Everything about what is selected; about the workflow itself when nothing is. */
export const Inspector = memo(function Inspector({ catalog, secrets, onLeave, ref }: InspectorProps) {
  const selection = useEditor((state) => state.selection)
  const document = useContent()
  const select = useEditor((state) => state.select)
  const [inside, setInside] = useState(false)
  const latest = useMemo(() => ({ document, selection }), [document, selection])
  // the drawing shows an edit first: a form takes longer than a card; who works in the form sees it at once
  const shown = useBehind(latest, inside)
  const behind = shown.selection !== selection
  const paths = stepsIn(shown.document, shown.selection)
  const [path] = paths
  const store = useEditorStore()
  const [keys] = useState(() => stepKeys(store))
  // edits come to the store
  useEffect(() => keys.follow(), [keys])
  const [samples, setSamples] = useState<ReadonlyMap<string, Json>>(new Map())
  const setSample = (key: string, sample: Json | undefined) => {
    const next = new Map(samples)
    if (sample === undefined) next.delete(key)
    else next.set(key, sample)
    setSamples(next)
  }
  const leave = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget, key } = event
    // lists and menus of fields lie elsewhere in the page, and close by themselves
    if (!onLeave || event.defaultPrevented || !(target instanceof Element) || !currentTarget.contains(target)) return
    if (!(key === 'Escape' ? target.matches(fields) : key === 'Enter' && target.matches('input[aria-label=Title]'))) return
    event.preventDefault()
    onLeave(path)
  }
  return (
    <InspectorContext value={{ catalog, secrets, samples, setSample }}>
    <aside
      className={styles.inspector}
      aria-label="Inspector"
      // nobody shall meet a form that is about to go
      aria-busy={behind || undefined}
      aria-hidden={behind || undefined}
      ref={ref}
      tabIndex={-1}
      // also what the forms open elsewhere in the page: lists and menus of fields
      onFocus={() => setInside(true)}
      onBlur={({ currentTarget, relatedTarget }) => setInside(currentTarget.contains(relatedTarget))}
      onKeyDown={leave}
    >
      <ShownDocument value={shown.document}>
        {path === undefined ? <DocumentPanel /> : paths.length === 1 ? <StepPanel key={keys.keyOf(path)} path={path} catalog={catalog} close={<Close onClick={() => select(new Set())} />} /> : <ManyPanel paths={paths} />}
      </ShownDocument>
    </aside>
    </InspectorContext>
  )
})

const fields = 'input, textarea, select, [contenteditable]'

function stepsIn(document: WorkflowDocument, selection: ReadonlySet<string>): readonly string[] {
  return [...selection].filter((id) => locate(document, id) !== undefined)
}

function Close({ onClick }: { readonly onClick: () => void }) {
  return (
    <IconButton label="Close the step" size="small" onClick={onClick}>
      <PanelRightClose size={14} />
    </IconButton>
  )
}
