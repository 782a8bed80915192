import { readLabel, readStatement, type MermaidLink, type MermaidNode } from './mermaid-statement.ts'

export interface Flowchart {
  /** What its front matter calls it; empty without. */
  readonly title: string
  readonly nodes: ReadonlyMap<string, MermaidNode>
  readonly links: readonly MermaidLink[]
  /** Titles of subgraphs by their id. */
  readonly subgraphs: ReadonlyMap<string, string>
  /** Statements that could not be read. */
  readonly unread: readonly string[]
}

const HEADER = /^(?:flowchart|graph)(?:-elk)?(?:\s+(?:LR|RL|TD|TB|BT|[<>^v]))?(?:\s+|;|$)/i
const LOOKS = /^(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b/
const LONGEST = 5_000

/** Reads a flowchart; undefined when the text is none. */
export function readFlowchart(text: string): Flowchart | undefined {
  const lines = withoutComments(text)
  const first = lines[0] ?? ''
  const header = HEADER.exec(first)?.[0]
  if (header === undefined) return undefined
  const chart = new ChartBuilder()
  for (const statement of [first.slice(header.length), ...lines.slice(1)].flatMap(statements)) chart.read(statement)
  return { title: titleOf(text), ...chart.done() }
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?\r?\n)---[ \t]*(?:\r?\n|$)/

function titleOf(text: string): string {
  const front = FRONT_MATTER.exec(text.trim())?.[1] ?? ''
  return (/^title:[ \t]*(.*)$/m.exec(front)?.[1] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2')
}

/** Trimmed lines without comments, directives and front matter. */
function withoutComments(text: string): string[] {
  const body = text.trim().replace(FRONT_MATTER, '')
  return body.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('%%'))
}

/** The statements of a line: `;` parts them, but for one that ends a numeric entity or stands in quotes. */
function statements(line: string): string[] {
  const parts = line.match(/(?:"[^"]*"|#\w{1,7};|[^;"]|")+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

class ChartBuilder {
  private readonly nodes = new Map<string, MermaidNode>()
  private readonly links: MermaidLink[] = []
  private readonly subgraphs = new Map<string, string>()
  private readonly members = new Map<string, string[]>()
  private readonly unread: string[] = []
  private readonly open: string[] = []

  read(text: string): void {
    if (text === 'end') this.open.pop()
    else if (/^subgraph\b/.test(text)) this.begin(text.slice('subgraph'.length).trim())
    else if (!LOOKS.test(text)) this.add(text)
  }

  done(): Omit<Flowchart, 'title'> {
    // a link to a subgraph is one to each node that it begins with, one from it comes from each that it ends with
    const links = this.links.flatMap((link) => this.endsOf(link.from, 'from').flatMap((from) => this.endsOf(link.to, 'to').map((to) => ({ from, to, label: link.label }))))
    for (const id of this.subgraphs.keys()) this.nodes.delete(id)
    return { nodes: this.nodes, links, subgraphs: this.subgraphs, unread: this.unread }
  }

  /** The nodes that a link means. Where all of a subgraph lie on cycles, each of them is one. */
  private endsOf(id: string, end: 'from' | 'to'): readonly string[] {
    if (!this.subgraphs.has(id)) return [id]
    const members = new Set((this.members.get(id) ?? []).filter((member) => !this.subgraphs.has(member)))
    const inner = new Set(this.links.flatMap(({ from, to }) => (members.has(from) && members.has(to) ? [end === 'from' ? from : to] : [])))
    const ends = [...members].filter((member) => !inner.has(member))
    return ends.length > 0 ? ends : [...members]
  }

  private begin(text: string): void {
    const [, id, title] = /^([^\s[]+)\s*\[(.*)\]$/.exec(text) ?? []
    const key = id ?? (text || `subgraph ${this.subgraphs.size + 1}`)
    this.subgraphs.set(key, readLabel(title ?? text))
    this.open.push(key)
  }

  private add(text: string): void {
    const statement = text.length > LONGEST ? undefined : readStatement(text)
    if (!statement) {
      this.unread.push(text)
      return
    }
    for (const node of statement.nodes) this.mention(node)
    this.links.push(...statement.links)
  }

  private mention(node: MermaidNode): void {
    const known = this.nodes.has(node.id)
    if (!known || node.label !== undefined) this.nodes.set(node.id, node)
    if (known) return
    for (const subgraph of this.open) {
      const members = this.members.get(subgraph)
      if (members) members.push(node.id)
      else this.members.set(subgraph, [node.id])
    }
  }
}
