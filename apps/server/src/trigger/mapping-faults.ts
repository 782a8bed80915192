import { resolveInputs, type Problem, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import type { RunsChoice } from './trigger-config.ts'
import { triggerRecord } from './trigger-record.ts'
import { wantedDocument } from './wanted-document.ts'

/** Whatever arrives, a run is refused for these. */
const CERTAIN = new Set(['INPUT_UNKNOWN', 'INPUT_MISSING'])

interface Mapped {
  readonly workflowId: string
  readonly mapping: { readonly [input: string]: string } | null
  readonly runs: RunsChoice
}

/** Refuses a mapping that no run can begin by: it fills an input that is not there, or leaves out one that is required, in what is to run now and in the draft too. */
export async function refuseUnfitMapping(db: Database, mapped: Mapped): Promise<void> {
  const { mapping } = mapped
  if (mapping === null) return
  const [first = [], ...others] = (await documentsOf(db, mapped)).map((document) => faultsOf(document, mapping))
  const problems = first.filter(({ code, path }) => others.every((faults) => faults.some((fault) => fault.code === code && fault.path === path)))
  if (problems.length > 0) throw new Refusal('INVALID_INPUT', problems.map(({ message, hint }) => [message, hint].filter(Boolean).join(' ')).join(' '), problems.map((problem) => ({ ...problem, path: `/mapping${problem.path}` })))
}

/** What triggers will be refused for once a document runs, as warnings: whoever publishes it may change them after that. */
export async function unfitTriggers(db: Database, workflowId: string, document: WorkflowDocument): Promise<readonly Problem[]> {
  const triggers = (await db.prisma.trigger.findMany({ where: { workflowId, enabled: true }, orderBy: { name: 'asc' } })).map(triggerRecord)
  return triggers.flatMap(({ name, mapping, runs }) => (mapping === null || 'number' in runs ? [] : faultsOf(document, mapping).map((problem): Problem => ({ ...problem, severity: 'warning', path: '', message: `The trigger "${name}" no longer fits. ${problem.message}` }))))
}

function faultsOf(document: WorkflowDocument, mapping: object): readonly Problem[] {
  const resolved = resolveInputs(document, Object.fromEntries(Object.keys(mapping).map((name) => [name, null])))
  return resolved.ok ? [] : resolved.problems.filter(({ code }) => CERTAIN.has(code))
}

/** What is to run now, where there is such, and the draft, which may become that. */
async function documentsOf(db: Database, { workflowId, runs }: Mapped): Promise<readonly WorkflowDocument[]> {
  const wanted = await wantedDocument(db, { workflowId, runs }, 'mapping').catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  const draft = 'environment' in runs ? await db.prisma.workflow.findUnique({ where: { id: workflowId } }) : null
  return [...(wanted ? [wanted] : []), ...(draft ? [documentOf(draft)] : [])]
}
