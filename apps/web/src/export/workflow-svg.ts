import type { WorkflowDocument } from '@eddy/workflow'
import { Position } from '@xyflow/react'
import { iconMarkup } from './icon-markup.ts'
import { notesOf, noteSize } from '../store/document/notes.ts'

/** A picture as SVG text, with its size in pixels. */
export interface Drawing {
  readonly text: string
  readonly width: number
  readonly height: number
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const margin = 32

/** A card as the canvas draws it. */
export interface DrawnCard {
  readonly id: string
  readonly type?: string | undefined
  readonly position: { readonly x: number; readonly y: number }
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly parentId?: string | undefined
  readonly data: {
    readonly title: string
    readonly kindTitle: string
    readonly icon: string
    readonly group: keyof typeof kindTokens | undefined
    readonly branches: readonly { readonly text: string; readonly x: number; readonly y: number }[]
  }
}

type Turn = 'middle' | 'source' | 'target' | number

/** A line as the canvas draws it; the turn is a number where it runs at a height of its own. */
export interface DrawnLine {
  readonly source: string
  readonly target: string
  readonly data?: { readonly kind: keyof typeof edgeLooks; readonly turn: Turn } | undefined
}

export interface Drawn {
  readonly cards: readonly DrawnCard[]
  readonly lines: readonly DrawnLine[]
  /** The path between two cards, as the canvas draws it. */
  readonly pathOf: (ends: ReturnType<typeof endsOf>, turn: Turn | undefined) => string
}

/** The canvas as a picture of its own: places as drawn, colours of the theme that is shown. */
export function workflowSvg(document: WorkflowDocument, { cards: nodes, lines, pathOf }: Drawn): Drawing {
  const colors = themeColors()
  const boxes = absoluteBoxes(nodes)
  const notes = notesOf(document).map((note) => ({ text: note.text, box: { x: note.position[0], y: note.position[1], width: note.size?.[0] ?? noteSize.width, height: note.size?.[1] ?? noteSize.height } }))
  const cardsAndNotes = [...boxes.values(), ...notes.map(({ box }) => box)]
  // lines that go round cards may run above or beneath all of them
  const detours = lines.flatMap(({ data }) => (typeof data?.turn === 'number' ? [{ x: cardsAndNotes[0]?.x ?? 0, y: data.turn, width: 0, height: 0 }] : []))
  const all = [...cardsAndNotes, ...detours]
  const left = all.reduce((least, box) => Math.min(least, box.x), all[0]?.x ?? 0) - margin
  const top = all.reduce((least, box) => Math.min(least, box.y), all[0]?.y ?? 0) - margin
  const width = all.reduce((most, box) => Math.max(most, box.x + box.width), left + margin) + margin - left
  const height = all.reduce((most, box) => Math.max(most, box.y + box.height), top + margin) + margin - top
  const containers = nodes.filter(({ type }) => type === 'container')
  const cards = nodes.filter(({ type }) => type !== 'container')
  const icons = iconMarkup(cards.map(iconOf))
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title>${escaped(document.title ?? document.name)}</title>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${colors.edge}"/></marker></defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colors.canvas}"/>`,
    ...notes.map((note) => noteSvg(note.text, note.box, colors)),
    ...containers.map((node) => containerSvg(node, boxes.get(node.id), colors)),
    ...lines.map((edge) => edgeSvg(edge, boxes, { colors, pathOf })),
    ...cards.map((node) => cardSvg(node, boxes.get(node.id), { colors, icon: icons.get(iconOf(node)) ?? '' })),
    '</svg>',
    '',
  ].join('\n')
  return { text, width, height }
}

/** Places of cards on the canvas; outer ones come before inner ones. */
function absoluteBoxes(nodes: readonly DrawnCard[]): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>()
  for (const { id, position, width = 0, height = 0, parentId } of nodes) {
    const parent = parentId === undefined ? undefined : boxes.get(parentId)
    boxes.set(id, { x: position.x + (parent?.x ?? 0), y: position.y + (parent?.y ?? 0), width, height })
  }
  return boxes
}

const kindTokens = { action: 'kind-action', logic: 'kind-logic', wait: 'kind-wait', human: 'kind-human', child: 'kind-child' } as const
type Colors = ReturnType<typeof themeColors>

/** The tokens' colours as the browser shows them now; the variables mean nothing outside the page. */
function themeColors() {
  const probe = window.document.createElement('span')
  window.document.body.append(probe)
  const color = (token: string): string => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const colors = {
    canvas: color('canvas'),
    card: color('card'),
    well: color('well'),
    border: color('border'),
    edge: color('edge'),
    text: color('text'),
    muted: color('muted'),
    paper: color('paper'),
    undo: color('undo'),
    'state-retrying': color('state-retrying'),
    'kind-action': color('kind-action'),
    'kind-logic': color('kind-logic'),
    'kind-wait': color('kind-wait'),
    'kind-human': color('kind-human'),
    'kind-child': color('kind-child'),
  }
  probe.remove()
  return colors
}

function edgeSvg({ source, target, data }: DrawnLine, boxes: ReadonlyMap<string, Box>, { colors, pathOf }: Pick<Drawn, 'pathOf'> & { readonly colors: Colors }): string {
  const [from, to] = [boxes.get(source), boxes.get(target)]
  if (!from || !to) return ''
  const kind = data?.kind ?? 'compensate'
  const ends = endsOf(from, to, kind === 'data' || kind === 'wait')
  const path = pathOf(ends, data?.turn)
  const { color, attributes } = edgeLooks[kind]
  return `<path d="${path}" fill="none" stroke="${colors[color]}" stroke-width="1.5" ${attributes}/>`
}

const edgeLooks = {
  data: { color: 'edge', attributes: 'marker-end="url(#arrow)"' },
  wait: { color: 'edge', attributes: 'opacity="0.6" marker-end="url(#arrow)"' },
  undo: { color: 'undo', attributes: 'stroke-dasharray="6 4"' },
  compensate: { color: 'state-retrying', attributes: 'stroke-dasharray="2 4"' },
} as const

/** Forward lines go from right to left side, those of the way back from the bottom to the top. */
function endsOf(from: Box, to: Box, forward: boolean) {
  return forward
    ? { sourceX: from.x + from.width, sourceY: from.y + from.height / 2, sourcePosition: Position.Right, targetX: to.x, targetY: to.y + to.height / 2, targetPosition: Position.Left }
    : { sourceX: from.x + from.width / 2, sourceY: from.y + from.height, sourcePosition: Position.Bottom, targetX: to.x + to.width / 2, targetY: to.y, targetPosition: Position.Top }
}

/** The canvas draws the way back, and not the kind, on a handler. */
function iconOf({ type, data }: DrawnCard): string | undefined {
  return type === 'handler' ? undefined : data.icon
}

function cardSvg({ data, type }: DrawnCard, box: Box | undefined, { colors, icon }: { readonly colors: Colors; readonly icon: string }): string {
  if (!box) return ''
  const { x, y, width, height } = box
  const middle = y + height / 2
  const tile = data.group === undefined ? colors.muted : colors[kindTokens[data.group]]
  const dashes = type === 'handler' ? ` stroke-dasharray="4 3"` : ''
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${colors.card}" stroke="${type === 'handler' ? colors.undo : colors.border}"${dashes}/>`,
    `<rect x="${x + 12}" y="${middle - 14}" width="28" height="28" rx="8" fill="${tile}" opacity="0.25"/>`,
    `<g transform="translate(${x + 18} ${middle - 8}) scale(${16 / 24})" fill="none" stroke="${type === 'handler' ? colors.undo : tile}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${icon}</g>`,
    `<text x="${x + 52}" y="${middle - 2}" font-size="13.5" font-weight="600" fill="${colors.text}">${escaped(fitting(data.title, (width - 64) / 7.6))}</text>`,
    `<text x="${x + 52}" y="${middle + 15}" font-size="12" fill="${colors.muted}">${escaped(fitting(data.kindTitle, (width - 64) / 6.6))}</text>`,
  ].join('')
}

function containerSvg({ data }: DrawnCard, box: Box | undefined, colors: Colors): string {
  if (!box) return ''
  const { x, y, width, height } = box
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="16" fill="${colors.well}" stroke="${colors.border}"/>`,
    `<text x="${x + 16}" y="${y + 23}" font-size="13.5" font-weight="600" fill="${colors.text}">${escaped(fitting(data.title, (width - 32) / 7.6))}</text>`,
    ...data.branches.map((label) => `<text x="${x + label.x}" y="${y + label.y + 12}" font-size="11" fill="${colors.muted}">${escaped(label.text)}</text>`),
  ].join('')
}

function noteSvg(text: string, { x, y, width, height }: Box, colors: Colors): string {
  const lines = text.split('\n').slice(0, Math.max(1, Math.floor((height - 16) / 18)))
  const rows = lines.map(plainLine).map((line, index) => `<text x="${x + 12}" y="${y + 24 + index * 18}" font-size="12" fill="${colors.text}">${escaped(fitting(line, (width - 24) / 6.6))}</text>`)
  return [`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${colors.paper}" stroke="${colors.border}"/>`, ...rows].join('')
}

/** A line of a note without its marks of Markdown, which a picture does not read. */
function plainLine(line: string): string {
  return line.replace(/^#{1,6}\s+/, '').replace(/^\s*[-*]\s+/, '• ').replace(/(\*\*|__|\*|`)(\S|\S.*?\S)\1/g, '$2')
}

function fitting(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, Math.max(1, Math.floor(characters) - 1))}…` : text
}

function escaped(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '')
    .replace(/[^\t\n\r\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
