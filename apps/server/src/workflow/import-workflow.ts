import { catalog } from '@eddy/steps/contract'
import { importText, type ImportedItem, type ImportFormat, type Problem, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { publishEntry } from '../library/publish-entry.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf, resolveDefinition } from '../run/definition.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { publishVersion } from '../version/publish-version.ts'
import { createWorkflow } from './create-workflow.ts'
import type { WorkflowRecord } from './workflow-record.ts'

export interface ImportRequest {
  /** The file as it is. */
  readonly text: string
  /** In place of the one that it brings. */
  readonly name?: string | undefined
  readonly title?: string | undefined
  /** `library`: published at once, for everybody; it must be without errors then. */
  readonly into: 'draft' | 'library'
  readonly category: string
}

export interface ImportedWorkflow {
  readonly workflowId: string
  readonly name: string
  readonly format: ImportFormat
  /** The format that an older document had; null where it was none. */
  readonly upgradedFrom: number | null
  readonly report: readonly ImportedItem[]
  /** What is to be mended in the draft. */
  readonly problems: readonly Problem[]
  /** What it is in the library. */
  readonly entry: { readonly name: string; readonly number: number } | null
}

export interface ImportPlace {
  readonly db: Database
  readonly secrets?: SecretStore | undefined
}

/** Makes a workflow of a file of a known format: all of it or nothing. Refuses with every problem at once what cannot be read (IMPORT_REFUSED), and for the library what has errors (INVALID_DOCUMENT) or a name that is taken there. */
export async function importWorkflow({ db, secrets }: ImportPlace, request: ImportRequest): Promise<ImportedWorkflow> {
  const reading = importText(request.text, catalog)
  if (!reading.ok) throw new Refusal('IMPORT_REFUSED', reading.reason, reading.problems)
  const document: WorkflowDocument = { ...reading.document, ...(request.name === undefined ? {} : { name: request.name }), ...(request.title === undefined ? {} : { title: request.title }) }
  const problems = problemsOf(await resolveDefinition(db, document), await secrets?.names())
  if (request.into === 'library') await refuseForLibrary(db, document, problems)
  const workflow = await createWorkflow(db, document)
  const entry = request.into === 'library' ? await publish(db, workflow, request) : null
  return { workflowId: workflow.id, name: workflow.name, format: reading.format ?? 'eddy', upgradedFrom: reading.upgradedFrom ?? null, report: reading.report, problems, entry }
}

async function refuseForLibrary(db: Database, { name, title }: WorkflowDocument, problems: readonly Problem[]): Promise<void> {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Refusal('INVALID_DOCUMENT', `"${title ?? name}" cannot go into the library yet: it has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}. Import it as a draft, and mend it there.`, errors)
  if (await db.prisma.libraryEntry.findUnique({ where: { name } })) throw new Refusal('NAME_TAKEN', `The library has something named "${name}" already; choose another name.`)
}

/** The file as version 1, shared. */
async function publish(db: Database, { id, name, revision }: WorkflowRecord, { category }: ImportRequest): Promise<ImportedWorkflow['entry']> {
  try {
    const { number: version } = await publishVersion(db, { workflowId: id, revision, note: 'Imported' })
    const { number } = await publishEntry(db, { workflowId: id, version, category, tags: [], note: 'Imported' })
    return { name, number }
  } catch (error) {
    await db.prisma.libraryEntry.deleteMany({ where: { workflowId: id } })
    await db.prisma.workflow.deleteMany({ where: { id } })
    throw error
  }
}
