import type { Catalog } from '@eddy/workflow'
import { lazy, Suspense, useState } from 'react'
import type { TemplateSource } from '../library/template-source.ts'
import { locate } from '../store/document/locate.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import { planExtract } from '../store/extract/plan-extract.ts'
import { portSample } from '../store/extract/port-sample.ts'
import type { EditorStore } from '../store/editor-store.ts'
import type { PastView } from '../store/trial/past-view.ts'
import { useTrialStore } from '../store/trial/trial-context.tsx'
import { timeWords } from '../ui/time-words.ts'
import { useDisplayName } from './display-name.ts'
import { showOver, usePanels } from './editor-panels.ts'

const TemplateDialog = lazy(async () => ({ default: (await import('../library/template-dialog.tsx')).TemplateDialog }))

/** Shares the selected steps as a template, with what they read from outside as its inputs. */
export function SelectionTemplate({ catalog }: { readonly catalog: Catalog }) {
  const open = usePanels((panels) => panels.over === 'promote')
  return open ? <Sharing catalog={catalog} /> : null
}

function Sharing({ catalog }: { readonly catalog: Catalog }) {
  const store = useEditorStore()
  const trial = useTrialStore()
  const person = useDisplayName()
  // what was selected when it was asked for: a run that ends meanwhile changes nothing under the hands
  const [source] = useState(() => sourceOf(store, { catalog, past: trial.getState().past }))
  if (!source) return null
  return (
    <Suspense fallback={null}>
      <TemplateDialog source={source} person={person} onClose={() => showOver(undefined)} />
    </Suspense>
  )
}

/** Undefined: the selection has changed and cannot stand alone any more. */
function sourceOf(store: EditorStore, { catalog, past }: { readonly catalog: Catalog; readonly past: PastView | undefined }): TemplateSource | undefined {
  const { document, selection } = store.getState()
  const whole = document.title ?? document.name
  const plan = planExtract(document, { paths: new Set([...selection].filter((path) => locate(document, path))), catalog, title: `Part of ${whole}` })
  if (!plan.ok) return undefined
  const { members } = plan.enclosure
  const sample = portSample(document, plan, past)
  return {
    document: plan.workflow,
    words: `${members.length === 1 ? 'One step' : `${members.length} steps`} of ${whole}, with ${members.length === 1 ? 'its' : 'their'} undos.`,
    inputs: new Map(plan.inputs.map(({ input, words }) => [input.name, words])),
    sample: 'input' in sample ? { ...sample, title: past ? `From the run of ${timeWords(past.run.startedAt)}` : 'From a run' } : sample,
  }
}
