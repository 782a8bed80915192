import { applyMapping, type Manifest, type Mapping } from '@eddy/library'
import { composedReferences, contentHash, parseReference, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { agentNeeds } from './agent-needs.ts'
import { DEFAULT_DEMO } from '../template/templates.ts'
import { findEdition, type FoundEdition } from './find-entry.ts'
import { freeNames } from './free-names.ts'
import { libraryEdition } from './library-entry.ts'
import type { NewWorkflow } from './published-workflow.ts'

/** What this server has, that a workflow may need. */
export interface Place {
  readonly db: Database
  /** Names of the secrets that exist. */
  readonly secrets: ReadonlySet<string>
  /** `host:port`, in small letters. */
  readonly allowedHosts: readonly string[]
  /** Where the demo service is; null when it is off. */
  readonly demoUrl: string | null
  /** Who can be given tasks; absent: that is not known, and not asked. */
  readonly agents?: readonly KnownAgent[] | undefined
  /** The folder that file steps work in. */
  readonly workspace?: string | undefined
}

/** An agent of this server. */
export interface KnownAgent {
  readonly name: string
  readonly pools: readonly string[]
  readonly actions: readonly string[]
}

export interface PlanRequest {
  readonly name: string
  readonly number?: number | undefined
  readonly mapping?: Mapping | undefined
}

/** What installing would do, and what stands in its way. Nothing is done. */
export interface InstallPlan {
  readonly number: number
  readonly manifest: Manifest
  /** What the workflow will be called here. */
  readonly workflowName: string
  readonly secrets: readonly { readonly name: string; readonly here: string; readonly exists: boolean }[]
  readonly hosts: readonly { readonly origin: string | null; readonly here: string | null; readonly allowed: boolean }[]
  /** Agents and pools that it asks, and who of here takes their place; `able`: those who can do all of it. */
  readonly agents: readonly { readonly name: string; readonly as: 'agent' | 'pool'; readonly actions: readonly string[]; readonly here: string; readonly exists: boolean; readonly able: readonly string[] }[]
  /** Composed workflows: taken as they are here, or brought along under a free name. */
  readonly workflows: readonly { readonly reference: string; readonly name: string; readonly here: boolean }[]
  /** Sentences. Empty: nothing stands in the way. */
  readonly blocks: readonly string[]
}

export interface WholePlan extends FoundEdition {
  readonly plan: InstallPlan
  /** With everything mapped and under its new name. */
  readonly document: WorkflowDocument
  /** Composed workflows that are installed too, inner ones first. */
  readonly along: readonly NewWorkflow[]
}

export async function planInstall(place: Place, { mapping: given, ...request }: PlanRequest): Promise<WholePlan> {
  const found = await findEdition(place.db, request)
  const mapping = { ...given, hosts: { ...demoHere(place), ...given?.hosts } }
  const { number, manifest, document, composed } = libraryEdition(found.version)
  const order = innerFirst(document, composed)
  const [name = document.name, ...names] = await freeNames(place.db, [document.name, ...order.map((reference) => parseReference(reference).name)])
  const workflows: { [reference: string]: string } = {}
  const along: NewWorkflow[] = []
  const parts: { reference: string; name: string; here: boolean }[] = []
  for (const [index, reference] of order.entries()) {
    const inner = composed[reference]
    if (!inner) continue
    const mapped = applyMapping(inner, { ...mapping, workflows })
    const known = await sameHere(place.db, mapped)
    const free = names[index] ?? inner.name
    workflows[reference] = known ?? `${free}@1`
    parts.push({ reference, name: known ?? free, here: known !== undefined })
    if (known === undefined) along.push({ id: newId(), document: { ...mapped, name: free } })
  }
  const needs = needsOf(place, manifest, mapping)
  const { agents, blocks } = agentNeeds(place.agents, [document, ...Object.values(composed)], mapping.agents ?? {})
  return { ...found, plan: { number, manifest, workflowName: name, workflows: parts, ...needs, agents, blocks: [...needs.blocks, ...blocks] }, document: { ...applyMapping(document, { ...mapping, workflows }), name }, along }
}

/** The demo service goes to another port when its own is taken. */
function demoHere({ demoUrl }: Place): { readonly [origin: string]: string } {
  return demoUrl === null || demoUrl === DEFAULT_DEMO ? {} : { [DEFAULT_DEMO]: demoUrl }
}

/** `name@3` of a version here that is the very same workflow. */
async function sameHere({ prisma }: Database, document: WorkflowDocument): Promise<string | undefined> {
  const version = await prisma.version.findFirst({ where: { contentHash: contentHash(document), workflow: { name: document.name } }, orderBy: { number: 'desc' } })
  return version ? `${document.name}@${version.number}` : undefined
}

/** References from the innermost out; each once. */
function innerFirst(document: WorkflowDocument, composed: { readonly [reference: string]: WorkflowDocument }): readonly string[] {
  const found = new Set<string>()
  const visit = (one: WorkflowDocument) => {
    for (const reference of composedReferences(one)) {
      const inner = composed[reference]
      if (!inner || found.has(reference)) continue
      visit(inner)
      found.add(reference)
    }
  }
  visit(document)
  return [...found]
}

function needsOf({ secrets, allowedHosts }: Place, manifest: Manifest, mapping: Mapping): Pick<InstallPlan, 'secrets' | 'hosts' | 'blocks'> {
  const mapped = { secrets: mapping.secrets ?? {}, hosts: mapping.hosts ?? {} }
  const needed = manifest.secrets.map((name) => ({ name, here: mapped.secrets[name] ?? name })).map((secret) => ({ ...secret, exists: secrets.has(secret.here) }))
  const hosts = manifest.hosts.map((origin) => {
    const here = origin === null ? null : (mapped.hosts[origin] ?? origin)
    return { origin, here, allowed: here === null || allowedHosts.includes(hostOf(here)) }
  })
  const blocks = [
    ...needed.filter(({ exists }) => !exists).map(({ name, here }) => `The secret ${here}${here === name ? '' : ` (for ${name})`} does not exist here; choose another one, or make it in the settings.`),
    ...hosts.filter(({ allowed }) => !allowed).map(({ here }) => `${here} may not be called from here; choose another address, or allow the host (EDDY_ALLOWED_HOSTS).`),
  ]
  return { secrets: needed, hosts, blocks }
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : origin
}
