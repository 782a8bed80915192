import { composedReferences } from '@eddy/workflow'
import { Gathered } from '../db/gathered.ts'
import type { Database, Workflow } from '../db/index.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { countSteps, type Definition } from './definition.ts'

/** A workflow with its draft, and the draft as what a run of it runs; null where other workflows have a part in that. */
export interface KnownDraft {
  readonly workflow: Workflow
  readonly definition: Definition | null
}

/** Of a workflow's draft as it is thought to be. */
export type DraftMark = Pick<Workflow, 'id' | 'revision' | 'contentHash'>

const MOST_KNOWN = 100
/** Of a larger draft the run takes much longer than the reading, and a hundred would fill the memory. */
const MOST_STEPS = 1000

interface KnownDrafts {
  readonly byId: Map<string, KnownDraft>
  /** Whether the database has it so still; all that are asked for together are one question. */
  readonly isCurrent: Gathered<Workflow, boolean>
}

/** Drafts that have been run: each save is a new revision, so under the same one the database has the same document. */
const known = new WeakMap<Database['pool'], KnownDrafts>()

/** The draft as it was when it was last run; undefined where that is not known. Whoever goes by it finds out whether it is still the same. */
export function rememberedDraft({ pool }: Database, id: string): KnownDraft | undefined {
  return known.get(pool)?.byId.get(id)
}

/** The draft as the database has it now; undefined where there is no such workflow. One that is run again is neither read nor looked through again. */
export async function knownDraft({ pool, prisma }: Database, id: string): Promise<KnownDraft | undefined> {
  const { byId: drafts, isCurrent } = known.get(pool) ?? { byId: new Map<string, KnownDraft>(), isCurrent: new Gathered((drafts) => areCurrent(pool, drafts)) }
  known.set(pool, { byId: drafts, isCurrent })
  const draft = drafts.get(id)
  if (draft && (await isCurrent.ask(draft.workflow))) return draft
  const workflow = await prisma.workflow.findUnique({ where: { id } })
  if (!workflow) return undefined
  const document = documentOf(workflow)
  const fresh = { workflow, definition: composedReferences(document).length === 0 ? { document, composed: {} } : null }
  if (drafts.size >= MOST_KNOWN) drafts.clear()
  if (countSteps(document) <= MOST_STEPS) drafts.set(id, fresh)
  else drafts.delete(id)
  return fresh
}

/** How many there are is behind SELECTs, where the planner does not see it: its plan is kept, in place of one for each question (ADR 21). */
const CURRENT = `SELECT EXISTS (SELECT FROM workflow w WHERE w.id = k.id AND w.revision = k.revision AND w.content_hash = k.hash) AS current
  FROM unnest((SELECT $1::text[]), (SELECT $2::int[]), (SELECT $3::text[])) WITH ORDINALITY AS k(id, revision, hash, n) ORDER BY k.n`

/** Most ask for the same. */
async function areCurrent(pool: Database['pool'], drafts: readonly Workflow[]): Promise<readonly boolean[]> {
  const asked = [...new Set(drafts)]
  const { rows } = await pool.query<{ current: boolean }>({ name: 'drafts_are_current', text: CURRENT, values: [asked.map(({ id }) => id), asked.map(({ revision }) => revision), asked.map(({ contentHash }) => contentHash)] })
  return drafts.map((draft) => rows[asked.indexOf(draft)]?.current ?? false)
}
