import type { Database } from '../db/index.ts'
import { parseReference } from '@eddy/workflow'

/** A workflow that composes another: which of its versions does, and what it names. */
export interface Dependent {
  readonly workflowId: string
  readonly name: string
  readonly title: string | null
  /** Null: its draft. */
  readonly version: number | null
  /** `book_trip`, `book_trip@3` or `book_trip@4f0c2a91`. */
  readonly reference: string
  /** Environments that point at this version of it. */
  readonly environments: readonly string[]
}

/** A reference as it stands in a document. */
export interface FoundReference {
  readonly id: string
  readonly name: string
  readonly title: string | null
  readonly version: number | null
  readonly reference: string
  readonly environments: readonly string[] | null
}

// strict: lax paths would unwrap lists once more and give each twice
const REFERENCES = `jsonb_path_query(document, 'strict $.**.config ? (exists(@.workflow)).workflow')`

/** Every reference of one workflow to another, in drafts and versions that are not retired. */
export async function references(db: Database): Promise<readonly FoundReference[]> {
  return find(db, '')
}

/** Who composes the workflow of that name, drafts and versions that are not retired. One scan over all documents, by the database. */
export async function dependentsOf(db: Database, name: string): Promise<readonly Dependent[]> {
  const found = await find(db, "AND (of.reference #>> '{}' = $1 OR starts_with(of.reference #>> '{}', $1 || '@'))", name)
  return found.map(({ id, environments, ...rest }) => ({ workflowId: id, ...rest, environments: environments ?? [] })).filter(({ reference }) => parseReference(reference).name === name)
}

function find(db: Database, condition: string, ...values: readonly string[]): Promise<FoundReference[]> {
  return db.prisma.$queryRawUnsafe<FoundReference[]>(
    `SELECT DISTINCT of.id, of.name, of.title, of.version, of.reference #>> '{}' AS reference, of.environments FROM (
       SELECT id, name, title, NULL::int AS version, ${REFERENCES} AS reference, NULL::text[] AS environments FROM workflow
       UNION ALL
       SELECT w.id, w.name, w.title, v.number, ${REFERENCES.replace('document', 'v.document')},
         (SELECT array_agg(p.environment) FROM pointer p WHERE p.workflow_id = w.id AND (p.number = v.number OR p.canary = v.number))
       FROM version v JOIN workflow w ON w.id = v.workflow_id WHERE v.retire_at IS NULL OR v.retire_at > now()
     ) of WHERE jsonb_typeof(of.reference) = 'string' ${condition}
     ORDER BY of.name, of.version NULLS FIRST`,
    ...values,
  )
}
