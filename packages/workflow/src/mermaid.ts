import { buildScopeTree, memberOf, resolveStep, type Scope, type ScopedStep, type ScopeTree } from './scope-tree.ts'
import { handlerReferences, stepReferences } from './step-references.ts'
import type { WorkflowDocument } from './document.ts'

interface Line {
  readonly from: ScopedStep
  readonly to: ScopedStep
  readonly kind: 'data' | 'wait' | 'compensation'
  readonly label: string
}

/** Dashes by kind of edge; Mermaid itself knows only one dotted line. */
const DASHES = { data: undefined, wait: '6 4', compensation: '2 3' } as const

/**
 * The document as a Mermaid flowchart: data edges solid and named by their argument, waits dashed, containers as subgraphs, handlers and
 * failure lane apart, compensation edges dotted. Titles are escaped, so that no text of a document becomes Mermaid or HTML.
 */
export function toMermaid(document: WorkflowDocument): string {
  const tree = buildScopeTree(document)
  const ids = new Map(tree.steps.map((node, index) => [node, `n${index}`]))
  const edges = lines(tree)
  return [
    'flowchart LR',
    ...scopeLines(tree.top, ids, '  '),
    ...laneLines(tree.handlers, ids, { id: 'handlers', title: 'Handlers' }),
    ...laneLines(tree.failure, ids, { id: 'failure', title: 'After a failure' }),
    ...edges.map((edge) => `  ${edgeLine(edge, ids)}`),
    ...edges.flatMap(({ kind }, index) => (DASHES[kind] ? [`  linkStyle ${index} stroke-dasharray:${DASHES[kind]}`] : [])),
    '',
  ].join('\n')
}

type Ids = ReadonlyMap<ScopedStep, string>

function laneLines(scope: Scope, ids: Ids, { id, title }: { readonly id: string; readonly title: string }): string[] {
  return scope.steps.length === 0 ? [] : [`  subgraph ${id}["${title}"]`, ...scopeLines(scope, ids, '    '), '  end']
}

function scopeLines(scope: Scope, ids: Ids, indent: string): string[] {
  return scope.steps.flatMap((node) => stepLines(node, ids, indent))
}

function stepLines(node: ScopedStep, ids: Ids, indent: string): string[] {
  const id = ids.get(node) ?? ''
  const label = `"${escapeLabel(node.step.title ?? node.step.name)}"`
  if (node.inner.length === 0) return [`${indent}${id}[${label}]`]
  return [`${indent}subgraph ${id}[${label}]`, ...node.inner.flatMap((scope) => innerLines(scope, ids, { id, indent: `${indent}  ` })), `${indent}end`]
}

function innerLines(scope: Scope, ids: Ids, { id, indent }: { readonly id: string; readonly indent: string }): string[] {
  if (scope.branch === undefined) return scopeLines(scope, ids, indent)
  const branch = scope.owner?.step.branches?.[scope.branch]
  const label = branch?.name ?? branch?.when ?? 'otherwise'
  return [`${indent}subgraph ${id}b${scope.branch}["${escapeLabel(label)}"]`, ...scopeLines(scope, ids, `${indent}  `), `${indent}end`]
}

function lines(tree: ScopeTree): Line[] {
  return [...tree.steps.flatMap(forwardLines), ...tree.steps.flatMap((node) => compensationLines(tree, node))]
}

function forwardLines(node: ScopedStep): Line[] {
  return stepReferences(node.step).flatMap(({ kind, name, argument }) => {
    const from = resolveStep(node.scope, name)
    // an edge from a container into itself cannot be drawn
    if (!from || memberOf(from.scope, node) === from) return []
    return [{ from, to: node, kind, label: kind === 'wait' ? 'waits for' : (argument ?? '') }]
  })
}

function compensationLines({ handlers }: ScopeTree, node: ScopedStep): Line[] {
  return handlerReferences(node.step).flatMap(({ role, name }) => {
    const to = handlers.byName.get(name)
    return to && to !== node ? [{ from: node, to, kind: 'compensation' as const, label: role }] : []
  })
}

function edgeLine({ from, to, kind, label }: Line, ids: Ids): string {
  return `${ids.get(from) ?? ''} ${kind === 'data' ? '-->' : '-.->'}|"${escapeLabel(label)}"| ${ids.get(to) ?? ''}`
}

/** Letters, digits, spaces and harmless punctuation stay; the rest becomes Mermaid's numeric entities. */
function escapeLabel(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{M}\p{N} .,:_/()$=!?+-]/gu, (sign) => `#${sign.codePointAt(0) ?? 0xfffd};`)
}
