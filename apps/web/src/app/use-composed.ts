import { useQuery } from '@tanstack/react-query'
import { isPinned, parseReference, type WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../store/document/locate.ts'
import { derived } from '../store/document/steps-change.ts'
import { client } from '../trpc/client.ts'

export type Composed = { readonly [reference: string]: WorkflowDocument }

const none: Composed = {}

/** The workflows that a document composes, by reference, and those that they compose in turn. */
export function useComposed(document: WorkflowDocument): Composed {
  const references = referencesOf(document)
  const composed = useQuery({ queryKey: ['composed', references], queryFn: () => fetchComposed(references), enabled: references.length > 0, staleTime: 30_000 })
  return composed.data ?? none
}

const referencesOf: (document: WorkflowDocument) => readonly string[] = derived<readonly string[]>({
  whole: referencesIn,
  next: ({ value, gone, come }) => ([...gone, ...come].some(({ kind }) => kind === 'compose') ? undefined : value),
})

function referencesIn(document: WorkflowDocument): readonly string[] {
  const references = new Set<string>()
  for (const { step } of stepIndex(document).values()) if (step.kind === 'compose' && typeof step.config?.['workflow'] === 'string') references.add(step.config['workflow'])
  return [...references].sort()
}

async function fetchComposed(references: readonly string[]): Promise<Composed> {
  const rows = await client.workflow.list.query()
  const found: { [reference: string]: WorkflowDocument } = {}
  const pending = [...references]
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    if (found[reference] !== undefined) continue
    const parsed = parseReference(reference)
    const row = rows.find(({ name }) => name === parsed.name)
    if (!row) continue
    const { document } = await client.workflow.get.query({ id: row.id })
    if (parsed.version !== null && !isPinned(document, parsed)) continue
    found[reference] = document
    pending.push(...referencesOf(document))
  }
  return found
}
