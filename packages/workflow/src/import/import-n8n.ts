import type { Argument, Branch, Step, View, WorkflowDocument } from '../document.ts'
import type { Catalog } from '../catalog.ts'
import { expressionFault } from '../expression.ts'
import { measure } from '../validate/measure.ts'
import { textAt } from './foreign.ts'
import { grouped } from './grouped.ts'
import { homesOf, type Way } from './homes.ts'
import { importedItem, importing, refused, type ImportedItem, type Importing } from './imported.ts'
import { legalName, legalTitle } from './legal-name.ts'
import { draftOf, type Draft } from './n8n-draft.ts'
import { readN8n, type N8nLink, type N8nNode, type N8nWorkflow } from './n8n-workflow.ts'
import { withoutCycles } from './without-cycles.ts'

/**
 * A workflow of n8n: nodes become steps, connections waits. What only one way out of an If or Switch leads to goes into that branch.
 * Links that close a cycle are left out. Never throws.
 */
export function importN8n(json: unknown, catalog: Catalog): Importing {
  return importing(() => {
    const excess = measure(json)
    if (excess) return refused(excess.message)
    const workflow = readN8n(json)
    return workflow ? new N8nImport(workflow, catalog).done() : refused('This is no workflow of n8n: it has no list of "nodes".')
  })
}

/** Room for the header and the edge of a container. */
const INSET = { x: 24, y: 60 }

class N8nImport {
  private readonly taken = new Set<string>()
  private readonly names = new Map<string, string>()
  private readonly drafts = new Map<string, Draft>()
  private readonly byKey: ReadonlyMap<string, N8nNode>
  private readonly stickers: readonly N8nNode[]
  private readonly order: readonly string[]
  private readonly into: ReadonlyMap<string, readonly N8nLink[]>
  private readonly cut: readonly N8nLink[]
  private readonly homes: ReadonlyMap<string, readonly Way[]>
  private readonly inside: ReadonlyMap<string, readonly string[]>
  private readonly onlyAfterFailure: Set<string>

  constructor(private readonly workflow: N8nWorkflow, private readonly catalog: Catalog) {
    const nodes = workflow.nodes.filter(({ type }) => type !== 'stickyNote')
    this.stickers = workflow.nodes.filter(({ type }) => type === 'stickyNote')
    this.byKey = new Map(nodes.map((node) => [node.key, node]))
    const { kept, cut, order } = withoutCycles(nodes.map(({ key }) => key), workflow.links.filter(({ from, to }) => this.byKey.has(from) && this.byKey.has(to)))
    this.order = order
    this.cut = cut
    this.into = grouped(kept, ({ to }) => to)
    for (const node of nodes) {
      this.names.set(node.key, legalName(node.title, this.taken))
      this.drafts.set(node.key, this.usable(draftOf(node)))
    }
    this.homes = homesOf(order, kept, (key) => this.drafts.get(key)?.kind === 'switch')
    this.onlyAfterFailure = new Set()
    for (const key of order) if (this.isOnlyAfterFailure(key)) this.onlyAfterFailure.add(key)
    this.inside = grouped(order, (key) => placeOf(this.homes.get(key)?.at(-1)))
  }

  done(): Importing {
    const title = legalTitle(this.workflow.title)
    const document: WorkflowDocument = { eddy: 1, name: legalName(this.workflow.title || 'workflow', new Set()), ...(title !== undefined && { title }), steps: this.stepsAt(undefined), view: this.view() }
    return { ok: true, document, report: [...this.order.map((key) => this.lineOf(key)), ...this.stickers.map(({ title: item }) => importedItem({ item, became: 'a note', note: '' }))] }
  }

  /** A draft of a kind that is there, with a configuration that it takes; else a debug step. */
  private usable(draft: Draft): Draft {
    const contract = this.catalog.get(draft.kind)
    const step: Step = { name: 'step', kind: draft.kind, config: draft.config ?? {} }
    const faults = [
      ...(contract?.expressions ?? []).flatMap((key) => expressionFault(textAt(draft.config, key) || '0') ?? []),
      ...(contract?.check?.(step) ?? []).filter(({ severity }) => severity !== 'warning'),
    ]
    if (contract && faults.length === 0 && contract.config.safeParse(step.config).success) return draft
    return { kind: 'debug', refused: true, notes: [...draft.notes, contract ? `Its configuration does not fit the kind "${draft.kind}": the step only logs.` : `There is no kind "${draft.kind}" here: the step only logs.`] }
  }

  private stepsAt(way: Way | undefined): Step[] {
    return (this.inside.get(placeOf(way)) ?? []).map((key) => this.stepOf(key))
  }

  private stepOf(key: string): Step {
    const { kind, config, branches, reads, policy } = this.drafts.get(key) ?? { kind: 'debug', notes: [] }
    const title = legalTitle(this.byKey.get(key)?.title ?? '')
    const waitFor = this.waitsOf(key)
    const args = this.argumentsOf(key, { kind, reads })
    return {
      name: this.names.get(key) ?? '',
      kind,
      ...(title !== undefined && { title }),
      ...(config && { config }),
      ...(args.length > 0 && { arguments: args }),
      ...(waitFor.length > 0 && { waitFor }),
      ...(this.onlyAfterFailure.has(key) && { guards: [{ when: 'false' }] }),
      ...policy,
      ...(branches && { branches: this.branchesOf(key, branches) }),
    }
  }

  private argumentsOf(key: string, { kind, reads }: Pick<Draft, 'kind'> & { readonly reads: boolean | undefined }): Argument[] {
    if (kind === 'collect') return this.waitsOf(key).map((name) => ({ name, from: { result: name } }))
    return reads === true ? [this.json(key)] : []
  }

  /** Whether n8n comes to it by error outputs alone. `order` has all that lead to it before. */
  private isOnlyAfterFailure(key: string): boolean {
    const links = this.into.get(key) ?? []
    return links.length > 0 && links.every(({ from, output }) => this.onlyAfterFailure.has(from) || (output > 0 && this.byKey.get(from)?.whenFailed === 'otherOutput' && this.drafts.get(from)?.kind !== 'switch'))
  }

  /** Names of the steps that stand beside it, or around those beside it, and come before. */
  private waitsOf(key: string): string[] {
    const names = (this.into.get(key) ?? []).flatMap((link) => {
      const before = this.beside(key, link)
      return before === undefined ? [] : [this.names.get(before) ?? '']
    })
    return [...new Set(names)]
  }

  /** The step that a link comes from, seen from where the node stands: a container for what is inside; undefined inside its branch. */
  private beside(key: string, { from }: N8nLink): string | undefined {
    const home = this.homes.get(key) ?? []
    if (home.some(({ owner }) => owner === from)) return undefined
    return this.homes.get(from)?.[home.length]?.owner ?? from
  }

  /** What came before: in a branch, what its switch was given. */
  private json(key: string): Argument {
    let at = key
    for (let link = this.into.get(at)?.[0]; link; link = this.into.get(at)?.[0]) {
      const before = this.beside(at, link)
      if (before !== undefined) {
        const response = this.drafts.get(before)?.kind === 'http.request'
        return { name: 'json', from: { result: this.names.get(before) ?? '' }, ...(response && { path: ['body'] }) }
      }
      at = link.from
    }
    return { name: 'json', from: { value: {} } }
  }

  private branchesOf(key: string, written: NonNullable<Draft['branches']>): Branch[] {
    const ways = this.order.flatMap((other) => this.homes.get(other)?.filter(({ owner }) => owner === key) ?? [])
    const outputs = ways.reduce((most, { output }) => Math.max(most, output + 1), Math.max(written.length, 1))
    const taken = new Set<string>()
    return Array.from({ length: outputs }, (_none, output): Branch => {
      const branch = written[output] ?? { name: `output ${output + 1}` }
      const steps = this.stepsAt({ owner: key, output })
      const last = output === outputs - 1 && written.length > 0
      const when = branch.when ?? (last ? undefined : 'false')
      const name = legalName(branch.name, taken)
      return { name, ...(when !== undefined && { when }), steps: steps.length > 0 ? steps : [{ name: legalName(`${this.names.get(key) ?? ''} ${name}`, this.taken), kind: 'debug' }] }
    })
  }

  private view(): View {
    const positions = this.order.flatMap((key): [string, readonly [number, number]][] => {
      const at = this.byKey.get(key)?.position
      const home = this.homes.get(key) ?? []
      if (!at) return []
      const [left, top] = this.cornerOf(home.at(-1)?.owner)
      return [[this.pathOf(key), [at[0] - left, at[1] - top]]]
    })
    const notes = this.stickers.map(({ key, parameters, position }) => ({ id: `note_${key}`, text: textAt(parameters, 'content').slice(0, 20_000), position: position ?? ([0, 0] as const) }))
    return { positions: Object.fromEntries(positions), ...(notes.length > 0 && { notes }) }
  }

  private pathOf(key: string): string {
    return [...(this.homes.get(key) ?? []).map(({ owner }) => this.names.get(owner) ?? ''), this.names.get(key) ?? ''].join('.')
  }

  /** Where the inner corner of a container is on n8n's canvas. */
  private cornerOf(owner: string | undefined): readonly [number, number] {
    if (owner === undefined) return [0, 0]
    const known = this.corners.get(owner)
    if (known) return known
    const inner = this.order.filter((key) => this.homes.get(key)?.at(-1)?.owner === owner).flatMap((key) => this.byKey.get(key)?.position ?? [])
    const xs = inner.filter((_at, index) => index % 2 === 0)
    const ys = inner.filter((_at, index) => index % 2 === 1)
    const corner = [xs.reduce((a, b) => Math.min(a, b), xs[0] ?? 0) - INSET.x, ys.reduce((a, b) => Math.min(a, b), ys[0] ?? 0) - INSET.y] as const
    this.corners.set(owner, corner)
    return corner
  }

  private readonly corners = new Map<string, readonly [number, number]>()

  private lineOf(key: string): ImportedItem {
    const { kind, notes, refused: lost } = this.drafts.get(key) ?? { kind: 'debug', notes: [] }
    const back = this.cut.filter(({ from }) => from === key).map(({ to }) => `The connection back to "${this.byKey.get(to)?.title ?? ''}" was left out: a workflow has no cycles.`)
    const after = this.onlyAfterFailure.has(key) ? ['n8n comes to it only when a step before has failed: its guard is "false" for now.'] : []
    return importedItem({ item: this.byKey.get(key)?.title ?? '', became: `${this.names.get(key) ?? ''} (${kind})`, note: [...notes, ...after, ...back].join(' '), step: this.pathOf(key), how: lost ? 'refused' : undefined })
  }
}

function placeOf(way: Way | undefined): string {
  return way ? `${way.owner}/${way.output}` : ''
}
