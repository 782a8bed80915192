import { plan, startRun, type Ports, type RunHandle } from '@eddy/engine'
import { composedReferences, contentHash, parseReference, resolveInputs, validate, type Catalog, type WorkflowDocument } from '@eddy/workflow'
import { StepProblem } from '../coordination/step-problem.ts'
import { asJson } from './document-argument.ts'
import type { ChildEnd, ChildOrder, Published, PublishOrder, WorkflowDesk } from './workflow-desk.ts'

export interface MemoryWorkflowsOptions {
  readonly catalog: Catalog
  /** What runs are made with. */
  readonly ports: () => Ports
  /** Workflows that are there besides. */
  readonly find?: (reference: string) => WorkflowDocument | undefined
}

interface Kept {
  readonly effect: string
  readonly document: WorkflowDocument
  readonly version: number | null
}

export interface MemoryWorkflows extends WorkflowDesk {
  /** What has been published and not taken back: `name`, or `name@version`. */
  readonly published: readonly string[]
  /** Ids of the runs that were started. */
  readonly runs: readonly string[]
}

/** Workflows and runs of this process, for hosts without a database. */
export function createMemoryWorkflows(options: MemoryWorkflowsOptions): MemoryWorkflows {
  const kept: Kept[] = []
  const runs = new Map<string, RunHandle>()
  const find = (reference: string): WorkflowDocument | undefined => {
    const { name, version } = parseReference(reference)
    const own = kept.filter(({ document }) => document.name === name)
    return (version === null ? own.at(-1) : own.find((one) => String(one.version) === version))?.document ?? options.find?.(reference)
  }
  return {
    get published() {
      return kept.map(({ document: { name }, version }) => (version === null ? name : `${name}@${version}`))
    },
    get runs() {
      return [...runs.values()].map(({ runId }) => runId)
    },
    find: async (reference) => find(reference),
    publish: async (order) => publish(kept, find, order),
    unpublish: async (effect) => {
      const index = kept.findIndex((one) => one.effect === effect)
      if (index !== -1) kept.splice(index, 1)
    },
    run: async (order) => {
      const handle = runs.get(order.effect) ?? start(find, order, options)
      runs.set(order.effect, handle)
      return endOf(handle, order)
    },
    undoRun: async (effect) => {
      const handle = runs.get(effect)
      if (handle?.state.status !== 'succeeded') return
      handle.undo()
      const { left } = await handle.settled()
      if (left.length > 0) throw new StepProblem({ code: 'UNDO_INCOMPLETE', message: `the run ${handle.runId} could not be undone: ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} left`, retryable: true })
    },
  }
}

function publish(kept: Kept[], find: (reference: string) => WorkflowDocument | undefined, { document, as, into, effect, environment }: PublishOrder): Published {
  const earlier = kept.find((one) => one.effect === effect)
  const entry = earlier ?? { effect, document: { ...document, name: into === 'new' ? freeName(document.name, find) : document.name }, version: as === 'draft' ? null : kept.filter((one) => one.version !== null && one.document.name === document.name).length + 1 }
  if (!earlier) kept.push(entry)
  const { name } = entry.document
  return { workflow: name, workflowId: name, version: entry.version, environment: environment ?? null, contentHash: contentHash(entry.document) }
}

function freeName(name: string, find: (reference: string) => WorkflowDocument | undefined): string {
  for (let number = 1; ; number++) {
    const wanted = number === 1 ? name : `${name.slice(0, 60)}_${number}`
    if (!find(wanted)) return wanted
  }
}

function start(find: (reference: string) => WorkflowDocument | undefined, { workflow, input, effect }: ChildOrder, { catalog, ports }: MemoryWorkflowsOptions): RunHandle {
  const document = find(workflow)
  if (!document) throw new StepProblem({ code: 'NO_SUCH_WORKFLOW', message: `there is no workflow "${workflow}" here`, retryable: false })
  const problems = validate(document, { catalog, workflow: find }).filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw new StepProblem({ code: 'WORKFLOW_INVALID', message: `"${workflow}" cannot run: ${problems[0]?.message ?? ''}`, retryable: false, details: asJson(problems) })
  const resolved = resolveInputs(document, input)
  if (!resolved.ok) throw new StepProblem({ code: 'BAD_INPUT', message: `the input does not fit "${workflow}": ${resolved.problems[0]?.message ?? ''}`, retryable: false, details: asJson(resolved.problems) })
  if (effect.split('/workflow.run/').length > DEEPEST) throw tooDeep()
  const composed = composedReferences(document).length > 0
  return startRun({ runId: `${effect}/workflow.run/`, plan: plan(document, { catalog, hash: contentHash(document), ...(composed ? { workflow: find } : {}) }), input: resolved.input, ports: ports() })
}

/** So many runs may have started one another. */
export const DEEPEST = 8

export function tooDeep(): StepProblem {
  return new StepProblem({ code: 'TOO_DEEP', message: `runs that start runs are ${DEEPEST} deep already; a workflow seems to start itself`, retryable: false })
}

async function endOf(handle: RunHandle, { signal, workflow }: ChildOrder): Promise<ChildEnd> {
  const cancel = () => handle.cancel({ reason: 'the run that started it no longer wants it' })
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
  try {
    let result = await handle.settled()
    if (result.status === 'halted') {
      handle.cancel({ reason: 'it halted, and nobody here would resume it' })
      result = await handle.settled()
    }
    return { runId: handle.runId, workflow, status: result.status, value: result.value ?? null, error: result.error ?? null }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
