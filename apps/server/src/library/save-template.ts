import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf, resolveDefinition } from '../run/definition.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { concealedSamples } from './concealed-samples.ts'
import { freeNames } from './free-names.ts'
import type { Sample } from './library-entry.ts'
import { publishEntry, type PublishEntryRequest } from './publish-entry.ts'
import { publishedWorkflow } from './published-workflow.ts'
import type { AddedEdition } from './add-edition.ts'

export interface SaveTemplateRequest extends Omit<PublishEntryRequest, 'workflowId' | 'version' | 'expose'> {
  readonly name: string
  readonly document: WorkflowDocument
  readonly samples: readonly Sample[]
}

export interface TemplateContext {
  readonly db: Database
  readonly secrets?: SecretStore | undefined
}

/**
 * Shares a document that is no workflow yet, such as a part of one: a workflow of its own is made of it, published and put into the
 * library, all or nothing. Values of secrets are concealed in its samples. Asked again with the same name and content, it is the same
 * template; with another content the name is taken (NAME_TAKEN).
 */
export async function saveTemplate(context: TemplateContext, request: SaveTemplateRequest): Promise<AddedEdition & { readonly workflowId: string }> {
  const { db } = context
  const { document, ...words } = request
  const earlier = await savedBefore(db, request)
  if (earlier) return earlier
  await refuseProblems(db, request)
  const samples = await concealedSamples(context.secrets, request.samples)
  const [name = request.name] = await freeNames(db, [request.name])
  const workflowId = newId()
  await db.prisma.$transaction([
    ...publishedWorkflow(db, { id: workflowId, document: { ...document, name, title: request.title ?? document.title ?? name } }, 'Saved as a template'),
    db.prisma.fixture.createMany({ data: samples.map(({ title, input }) => ({ id: newId(), workflowId, name: title, content: { input, pins: {} } as object })), skipDuplicates: true }),
  ])
  try {
    return { ...(await publishEntry(db, { ...words, samples, workflowId, version: 1 })), workflowId }
  } catch (error) {
    // nobody has asked for a workflow without its template
    await db.prisma.workflow.delete({ where: { id: workflowId } })
    throw error
  }
}

async function savedBefore({ prisma }: Database, { name, document }: SaveTemplateRequest): Promise<(AddedEdition & { readonly workflowId: string }) | undefined> {
  const entry = await prisma.libraryEntry.findUnique({ where: { name } })
  if (!entry) return undefined
  const first = entry.workflowId === null ? null : await prisma.version.findUnique({ where: { workflowId_number: { workflowId: entry.workflowId, number: 1 } }, select: { contentHash: true, workflowId: true, document: true } })
  if (!first || first.contentHash !== contentHash({ ...document, name: documentOf(first).name })) throw new Refusal('NAME_TAKEN', `"${entry.title}" has the name ${name} in the library already; choose another name.`)
  return { entry, number: entry.latest, added: false, workflowId: first.workflowId }
}

async function refuseProblems(db: Database, { document }: SaveTemplateRequest): Promise<void> {
  const problems = problemsOf(await resolveDefinition(db, document)).filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `"${document.title ?? document.name}" cannot become a template yet: ${problems[0]?.message ?? ''}${problems.length > 1 ? ` There are ${problems.length - 1} more.` : ''}`, problems)
}
