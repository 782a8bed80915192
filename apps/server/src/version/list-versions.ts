import type { Database, Pointer, PointerMove } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { acceptedRow, type AcceptedRow } from '../run/accept-override.ts'
import { versionRow, type VersionRow } from './version-row.ts'

export interface PointerRow {
  readonly environment: string
  readonly number: number
  readonly canary: number | null
  readonly canaryShare: number | null
  readonly canaryCallers: readonly string[]
  readonly movedAt: string
}

export interface Versions {
  /** Newest first. */
  readonly versions: readonly VersionRow[]
  readonly pointers: readonly PointerRow[]
  /** The version that the draft was made from; null before the first. */
  readonly draftBase: number | null
  /** The draft differs in content from its base. */
  readonly draftAhead: boolean
  /** Settings that runs have proved, newest first. */
  readonly overrides: readonly AcceptedRow[]
}

export async function listVersions(db: Database, workflowId: string): Promise<Versions> {
  const workflow = await db.prisma.workflow.findUnique({ where: { id: workflowId }, select: { draftBase: true, contentHash: true, pointers: true, overrides: { orderBy: { acceptedAt: 'desc' }, take: 200 }, versions: { omit: { document: true }, orderBy: { number: 'desc' } } } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${workflowId}; it may have been removed.`)
  const base = workflow.versions.find(({ number }) => number === workflow.draftBase)
  return { versions: workflow.versions.map(versionRow), pointers: workflow.pointers.map(pointerRow), draftBase: workflow.draftBase, draftAhead: base?.contentHash !== workflow.contentHash, overrides: workflow.overrides.map(acceptedRow) }
}

export function pointerRow({ environment, number, canary, canaryShare, canaryCallers, movedAt }: Pointer): PointerRow {
  return { environment, number, canary, canaryShare, canaryCallers, movedAt: movedAt.toISOString() }
}

export interface PointerMoveRow {
  readonly environment: string
  readonly from: number | null
  readonly to: number
  readonly canary: number | null
  readonly canaryShare: number | null
  readonly canaryCallers: readonly string[]
  readonly reason: string
  readonly at: string
}

const MOVES_SHOWN = 200

/** Where the pointers of a workflow have been, newest first. */
export async function listMoves(db: Database, workflowId: string): Promise<readonly PointerMoveRow[]> {
  const moves = await db.prisma.pointerMove.findMany({ where: { workflowId }, orderBy: { at: 'desc' }, take: MOVES_SHOWN })
  return moves.map(moveRow)
}

function moveRow({ environment, from, to, canary, canaryShare, canaryCallers, reason, at }: PointerMove): PointerMoveRow {
  return { environment, from, to, canary, canaryShare, canaryCallers, reason, at: at.toISOString() }
}
