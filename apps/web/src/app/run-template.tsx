import type { Json } from '@eddy/workflow'
import { lazy, Suspense } from 'react'
import type { TemplateSource } from '../library/template-source.ts'
import type { ShareRequest } from '../runs/share-context.ts'
import { timeWords } from '../ui/time-words.ts'
import { useDisplayName } from './display-name.ts'

const TemplateDialog = lazy(async () => ({ default: (await import('../library/template-dialog.tsx')).TemplateDialog }))

export function shareRun(request: ShareRequest) {
  return <RunTemplate {...request} />
}

/** Shares what a run has run as a template, with the run's input as its sample. */
function RunTemplate({ detail, document, onClose }: ShareRequest) {
  const person = useDisplayName()
  return (
    <Suspense fallback={null}>
      <TemplateDialog source={sourceOf({ detail, document })} person={person} onClose={onClose} />
    </Suspense>
  )
}

function sourceOf({ detail, document }: Pick<ShareRequest, 'detail' | 'document'>): TemplateSource {
  const { workflowId, version, input, startedAt } = detail
  return {
    document,
    // a run that was adapted has run what no version holds
    ...(workflowId !== null && typeof version === 'number' && document === detail.document ? { version: { workflowId, number: version } } : {}),
    words: `What the run of ${timeWords(startedAt)} has run, from its first step to its last.`,
    inputs: new Map(),
    sample: { title: `From the run of ${timeWords(startedAt)}`, input: isRecord(input) ? input : {} },
  }
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
