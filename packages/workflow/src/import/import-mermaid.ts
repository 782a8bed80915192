import type { Step } from '../document.ts'
import { limits } from '../limits.ts'
import { grouped } from './grouped.ts'
import { importedItem, importing, refused, type Importing } from './imported.ts'
import { legalName, legalTitle } from './legal-name.ts'
import { readFlowchart, type Flowchart } from './mermaid-flowchart.ts'
import type { MermaidLink, MermaidNode } from './mermaid-statement.ts'
import { withoutCycles } from './without-cycles.ts'

const LONGEST = 1_000_000

/** A Mermaid flowchart as a drawing to fill in: each node a debug step, each link a wait. Never throws. */
export function importMermaid(text: string): Importing {
  return importing(() => {
    if (text.length > LONGEST) return refused(`The text has ${text.length} characters; ${LONGEST} are allowed.`)
    const chart = readFlowchart(text)
    if (!chart) return refused('This is no Mermaid flowchart: it has to begin with "flowchart" or "graph".')
    if (chart.nodes.size === 0) return refused('The flowchart has no nodes.')
    return fromChart(chart)
  })
}

function fromChart(chart: Flowchart): Importing {
  const { kept, cut, order } = withoutCycles([...chart.nodes.keys()], chart.links)
  const taken = new Set<string>()
  const names = new Map([...chart.nodes.values()].map((node) => [node.id, legalName(node.label || node.id, taken)]))
  const into = grouped(kept, ({ to }) => to)
  const back = grouped(cut, ({ from }) => from)
  const nodes = order.flatMap((id) => chart.nodes.get(id) ?? [])
  const steps = nodes.map((node) => stepOf(node, into.get(node.id) ?? [], { names, chart }))
  const report = [
    ...nodes.map((node, index) => importedItem({ item: node.label || node.id, became: `${steps[index]?.name ?? ''} (debug)`, note: noteOf(node, back.get(node.id) ?? [], chart), ...(steps[index] ? { step: steps[index].name } : {}) })),
    ...[...chart.subgraphs.values()].map((title) => importedItem({ item: `Subgraph ${title}`, became: 'nothing', note: 'Its nodes stand on the canvas itself.' })),
    ...chart.unread.map((text) => importedItem({ item: legalTitle(text) ?? '', became: 'nothing', note: 'This line could not be read.' })),
  ]
  return { ok: true, document: { eddy: 1, name: legalName(chart.title || 'flowchart', new Set()), title: legalTitle(chart.title) ?? 'Flowchart', steps }, report }
}

interface Naming {
  readonly names: ReadonlyMap<string, string>
  readonly chart: Flowchart
}

function stepOf(node: MermaidNode, links: readonly MermaidLink[], { names, chart }: Naming): Step {
  const title = legalTitle(node.label || node.id)
  const waitFor = [...new Set(links.flatMap(({ from }) => names.get(from) ?? []))]
  const labels = links.filter(({ label }) => label !== '').map(({ from, label }) => `After "${titleOf(chart, from)}": ${label}`)
  const description = labels.join('\n').slice(0, limits.textLength)
  return { name: names.get(node.id) ?? '', kind: 'debug', ...(title !== undefined && { title }), ...(description !== '' && { description }), ...(waitFor.length > 0 && { waitFor }) }
}

function noteOf(node: MermaidNode, back: readonly MermaidLink[], chart: Flowchart): string {
  return [
    ...(node.decision ? ['A decision: every way out of it runs until you make it a switch.'] : []),
    ...back.map(({ to }) => `The link back to "${titleOf(chart, to)}" was left out: a workflow has no cycles.`),
  ].join(' ')
}

function titleOf({ nodes }: Flowchart, id: string): string {
  return nodes.get(id)?.label || id
}
