import { composedReferences } from '@eddy/workflow'
import type { Database, Workflow } from '../db/index.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { countSteps, type Definition } from './definition.ts'

/** A workflow with its draft, and the draft as what a run of it runs; null where other workflows have a part in that. */
export interface KnownDraft {
  readonly workflow: Workflow
  readonly definition: Definition | null
}

const MOST_KNOWN = 100
/** Of a larger draft the run takes much longer than the reading, and a hundred would fill the memory. */
const MOST_STEPS = 1000

/** Drafts that have been run: each save is a new revision, so under the same one the database has the same document. */
const known = new WeakMap<Database['pool'], Map<string, KnownDraft>>()

/** The draft as the database has it now; undefined where there is no such workflow. One that is run again is neither read nor looked through again. */
export async function knownDraft({ pool, prisma }: Database, id: string): Promise<KnownDraft | undefined> {
  const drafts = known.get(pool) ?? new Map<string, KnownDraft>()
  known.set(pool, drafts)
  const draft = drafts.get(id)
  if (draft && (await isAsKnown(pool, draft.workflow))) return draft
  const workflow = await prisma.workflow.findUnique({ where: { id } })
  if (!workflow) return undefined
  const document = documentOf(workflow)
  const fresh = { workflow, definition: composedReferences(document).length === 0 ? { document, composed: {} } : null }
  if (drafts.size >= MOST_KNOWN) drafts.clear()
  if (countSteps(document) <= MOST_STEPS) drafts.set(id, fresh)
  else drafts.delete(id)
  return fresh
}

async function isAsKnown(pool: Database['pool'], { id, revision, contentHash }: Workflow): Promise<boolean> {
  const { rowCount } = await pool.query({ name: 'draft_is_known', text: 'SELECT FROM workflow WHERE id = $1 AND revision = $2 AND content_hash = $3', values: [id, revision, contentHash] })
  return rowCount === 1
}
