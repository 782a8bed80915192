import { jsonOf } from './foreign.ts'

/** A value of n8n in the words of Eddy. */
export interface Translated {
  readonly text: string
  /** It reads the argument `json`. */
  readonly reads: boolean
  /** Something in it could not be translated and stands there as a text. */
  readonly lost: boolean
}

const FIELDS = /^\$json((?:\.[A-Za-z_]\w*|\[\d{1,9}\]|\["[^"\\`{}]+"\]|\['[^'\\`{}]+'\])*)$/
const FIELD = /\.(\w+)|\[(\d+)\]|\["([^"]+)"\]|\['([^']+)'\]/g
const LITERAL = /^(?:-?\d{1,15}(?:\.\d{1,15})?|"[^"\\{}]*"|'[^'\\{}]*'|true|false|null)$/
const BRACES = /\{\{([\s\S]*?)\}\}/g

/** As JSONata over `{ json }`. */
export function toJsonata(value: unknown): Translated {
  if (typeof value !== 'string' || !value.startsWith('=')) return { text: JSON.stringify(jsonOf(value)), reads: false, lost: false }
  const parts = partsOf(value.slice(1))
  const texts = parts.map((part) => ('literal' in part ? JSON.stringify(part.literal) : (part.jsonata ?? JSON.stringify(part.inner))))
  return { text: texts.join(' & ') || '""', ...findings(parts) }
}

/** As a text with `{{ }}` over `{ json }`. */
export function toTemplate(value: unknown): Translated {
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(jsonOf(value))
  if (!text.startsWith('=')) return { text: plain(text), reads: false, lost: false }
  const parts = partsOf(text.slice(1))
  const texts = parts.map((part) => ('literal' in part ? plain(part.literal) : part.jsonata === undefined ? `((${plain(part.inner)}))` : `{{ ${part.jsonata} }}`))
  return { text: texts.join(''), ...findings(parts) }
}

type Part = { readonly literal: string } | { readonly inner: string; readonly jsonata: string | undefined }

function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const found of text.matchAll(BRACES)) {
    if (found.index > end) parts.push({ literal: text.slice(end, found.index) })
    const inner = (found[1] ?? '').trim()
    parts.push({ inner, jsonata: jsonataOf(inner) })
    end = found.index + found[0].length
  }
  if (end < text.length) parts.push({ literal: text.slice(end) })
  return parts
}

function findings(parts: readonly Part[]): Pick<Translated, 'reads' | 'lost'> {
  return {
    reads: parts.some((part) => 'inner' in part && part.jsonata?.startsWith('json') === true),
    lost: parts.some((part) => 'inner' in part && part.jsonata === undefined),
  }
}

function jsonataOf(inner: string): string | undefined {
  if (LITERAL.test(inner)) return inner
  const path = FIELDS.exec(inner)?.[1]
  if (path === undefined) return undefined
  const fields = [...path.matchAll(FIELD)].map(([, name, index, double, single]) => (index === undefined ? `.${fieldOf(name ?? double ?? single ?? '')}` : `[${index}]`))
  return `json${fields.join('')}`
}

/** JSONata reads some words otherwise, unless they are quoted. */
function fieldOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !/^(?:and|or|in|true|false|null|function)$/.test(name) ? name : `\`${name}\``
}

/** Eddy reads two braces as the begin of an expression. */
function plain(text: string): string {
  return text.replace(/\{(?=\{)|\{$/g, '{ ')
}
