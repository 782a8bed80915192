import { exposeOutputs, pinComposed, type ExposedOutput } from '@eddy/library'
import { recordOf } from '../expectation/expectation-record.ts'
import { fixtureRecord } from '../fixture/fixture-record.ts'
import type { Database, Installation } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf, resolveDefinition } from '../run/definition.ts'
import { findVersion } from '../version/find-version.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { addEdition, type AddedEdition } from './add-edition.ts'
import { editionContract } from './edition-contract.ts'
import { extensionOf } from './extension-of.ts'
import type { Origin, Sample } from './library-entry.ts'

export interface PublishEntryRequest {
  readonly workflowId: string
  /** A published version of the workflow. */
  readonly version: number
  /** What the entry is called in the library; the workflow's own name when left out. */
  readonly name?: string | undefined
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly category: string
  readonly tags: readonly string[]
  readonly note: string
  /** Inputs to try it with; those of the workflow's fixtures when left out. */
  readonly samples?: readonly Sample[] | undefined
  /** Results of inner steps that become its result. */
  readonly expose?: readonly ExposedOutput[] | undefined
  /** It is kept as patches of the entry that it was installed from, which must be able to say all that differs (NO_EXTENSION). */
  readonly extend?: boolean | undefined
  readonly by?: string | undefined
}

/**
 * Publishes a version of a workflow to the library: with everything that it composes pinned by content, its manifest read off and its
 * failure contract rehearsed. The name belongs to the workflow that has published it first (NAME_TAKEN).
 */
export async function publishEntry(db: Database, request: PublishEntryRequest): Promise<AddedEdition> {
  const { workflowId, expose = [] } = request
  const version = await findVersion(db, workflowId, request.version)
  const workflow = await db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId }, include: { installation: true, fixtures: true, expectations: true } })
  const name = request.name ?? workflow.name
  await requireOwnName(db, name, workflowId)
  const { document, composed } = await resolveDefinition(db, exposeOutputs(documentOf(version), expose))
  const problems = problemsOf({ document, composed }).filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `Version ${version.number} cannot go to the library: ${problems.length === 1 ? 'a problem stands' : `${problems.length} problems stand`} against it.`, problems)
  const pinned = pinComposed(document, composed)
  const fixtures = workflow.fixtures.map((row) => fixtureRecord(row).fixture)
  const added = await addEdition(db, {
    name,
    title: request.title ?? document.title ?? name,
    description: request.description ?? document.description ?? '',
    category: request.category,
    tags: request.tags,
    source: 'workspace',
    workflowId,
    origin: await originOf(db, workflow.installation),
    extension: request.extend ? await extensionOf(db, workflow.installation, pinned.document) : undefined,
    ...pinned,
    samples: request.samples ?? fixtures.map(({ name: title, input }): Sample => ({ title, input, expect: 'succeeded' })),
    // those with stored fixtures stay with the workflow, as their fixtures do
    expectations: workflow.expectations.map(recordOf).filter(({ fixture }) => fixture === '').map(({ fixture: _fixture, ...expectation }) => expectation),
    note: request.note,
    by: request.by,
  })
  if (!added.added) throw new Refusal('NOTHING_NEW', `The library has this already: it is version ${added.number} of "${added.entry.title}". What it says of it was updated.`, { number: added.number })
  await editionContract(db, await db.prisma.libraryVersion.findUniqueOrThrow({ where: { entryId_number: { entryId: added.entry.id, number: added.number } } }))
  return added
}

async function requireOwnName(db: Database, name: string, workflowId: string): Promise<void> {
  const entry = await db.prisma.libraryEntry.findUnique({ where: { name } })
  if (entry && entry.workflowId !== workflowId) throw new Refusal('NAME_TAKEN', `"${entry.title}" has the name ${name} in the library already; choose another name.`)
}

/** What the workflow was installed from, if it was. */
async function originOf(db: Database, installation: Installation | null): Promise<Origin | null> {
  if (!installation) return null
  const { number, entryId } = installation
  const { contentHash, entry } = await db.prisma.libraryVersion.findUniqueOrThrow({ where: { entryId_number: { entryId, number } }, select: { contentHash: true, entry: { select: { name: true } } } })
  return { name: entry.name, number, contentHash }
}
