export interface MermaidNode {
  readonly id: string
  /** Absent where the node is only mentioned. */
  readonly label?: string
  readonly decision: boolean
}

export interface MermaidLink {
  readonly from: string
  readonly to: string
  readonly label: string
}

export interface MermaidStatement {
  readonly nodes: readonly MermaidNode[]
  readonly links: readonly MermaidLink[]
}

const ID = /^[\p{L}\p{N}_]+(?:[-.](?![-.>])[\p{L}\p{N}_]+)*/u
const OPENING = /^(?:\(\(\(|\(\[|\[\[|\[\(|\(\(|\[\/|\[\\|\{\{|\[|\(|\{|>)/
const INSIDE = /^\s*(?:"([^"]*)"\s*|([^\])}"]*))/
const CLOSING = /^[/\\]?[\])}]+/
const SHAPED = /^@\{([^}]*)\}/
const PLAIN_LINK = /^(?:<|[xo](?=[-=]))?(?:--+[->]|--+[xo](?=\s)|==+[=>]|==+[xo](?=\s)|-\.+-[>xo]?|~~~+)/
const TEXT_LINK = /^<?(?:--|==|-\.)\s*([^|]+?)\s*(?:--+[->]|==+[=>]|\.+-[>xo]?|--[xo](?=\s))/
const LINK_LABEL = /^\s*\|([^|]*)\|/

/** Reads `a[One] & b -->|label| c{Two} --> d`; undefined when it is no such statement. */
export function readStatement(text: string): MermaidStatement | undefined {
  const reader = new Reader(text)
  const nodes: MermaidNode[] = []
  const links: MermaidLink[] = []
  let before = reader.group()
  if (!before) return undefined
  nodes.push(...before)
  while (!reader.ended()) {
    const link = reader.link()
    const after = link && reader.group()
    if (!link || !after) return undefined
    nodes.push(...after)
    if (link.drawn) links.push(...before.flatMap((from) => after.map((to) => ({ from: from.id, to: to.id, label: link.label }))))
    before = after
  }
  return { nodes, links }
}

class Reader {
  private rest: string

  constructor(text: string) {
    this.rest = text.trim()
  }

  ended(): boolean {
    return this.rest.trim() === ''
  }

  /** Nodes joined by `&`. */
  group(): MermaidNode[] | undefined {
    const nodes: MermaidNode[] = []
    do {
      const node = this.node()
      if (!node) return undefined
      nodes.push(node)
    } while (this.take(/^\s*&/))
    return nodes
  }

  link(): { readonly label: string; readonly drawn: boolean } | undefined {
    this.take(/^\s+/)
    const plain = this.take(PLAIN_LINK)
    const link = plain ?? this.take(TEXT_LINK)
    if (!link) return undefined
    const label = this.take(LINK_LABEL)?.[1] ?? link[1] ?? ''
    return { label: readLabel(label), drawn: !link[0].startsWith('~') }
  }

  private node(): MermaidNode | undefined {
    this.take(/^\s+/)
    const id = this.take(ID)?.[0]
    if (id === undefined) return undefined
    const shape = this.shape()
    this.take(/^:::[\w-]+/)
    return shape === 'broken' ? undefined : { id, ...shape }
  }

  private shape(): Omit<MermaidNode, 'id'> | 'broken' {
    const shaped = this.take(SHAPED)?.[1]
    if (shaped !== undefined) {
      const label = /\blabel:\s*"([^"]*)"/.exec(shaped)?.[1]
      return { ...(label !== undefined && { label: readLabel(label) }), decision: /\b(?:diam|diamond|decision)\b/.test(shaped) }
    }
    const opening = this.take(OPENING)?.[0]
    if (opening === undefined) return { decision: false }
    const inside = this.take(INSIDE)
    const closing = this.take(CLOSING)
    return closing ? { label: readLabel(textIn(opening, inside)), decision: opening === '{' } : 'broken'
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.rest)
    if (!found) return undefined
    this.rest = this.rest.slice(found[0].length)
    return found
  }
}

/** What stands in a shape, quoted or not. The slope of a leaning box closes it, and is no letter of its label. */
function textIn(opening: string, inside: RegExpExecArray | undefined): string {
  const plain = inside?.[2] ?? ''
  return inside?.[1] ?? (/[/\\]$/.test(opening) ? plain.replace(/[/\\]\s*$/, '') : plain)
}

/** A label as people read it: without quotes, line breaks, Markdown marks and numeric entities. */
export function readLabel(text: string): string {
  const plain = text.trim().replace(/^"|"$/g, '')
  const markdown = /^`([\s\S]*)`$/.exec(plain)?.[1]
  return (markdown?.replace(/(\*\*|__|\*|_)(?=\S)([^*_]*\S)\1/g, '$2') ?? plain)
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/#(\d{1,7});/g, (whole, digits: string) => (Number(digits) <= 0x10ffff ? String.fromCodePoint(Number(digits)) : whole))
    .replace(/#quot;/g, '"')
    .replace(/#amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
}
