import { Fragment, type ReactNode } from 'react'
import styles from './markdown.module.css'

/** The part of Markdown that Eddy's own texts use, drawn as React elements: nothing in the text can become markup. */
export function Markdown({ text }: { readonly text: string }) {
  return <div className={styles.markdown}>{blocksOf(text).map(drawBlock)}</div>
}

type Block = { readonly kind: 'paragraph' | 'heading' | 'code'; readonly text: string } | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }

const fence = /^```/
const bullet = /^\s*[-*] +/
const number = /^\s*\d+\. +/

export function blocksOf(text: string): readonly Block[] {
  const lines = text.split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const taken = fence.test(lines[at] ?? '') ? takeCode(lines, at) : takeLines(lines, at)
    if (taken.block) blocks.push(taken.block)
    at = taken.next
  }
  return blocks
}

interface Taken {
  readonly block?: Block
  readonly next: number
}

function takeCode(lines: readonly string[], at: number): Taken {
  const end = lines.findIndex((line, index) => index > at && fence.test(line))
  const last = end === -1 ? lines.length : end
  return { block: { kind: 'code', text: lines.slice(at + 1, last).join('\n') }, next: last + 1 }
}

function takeLines(lines: readonly string[], at: number): Taken {
  const line = lines[at] ?? ''
  if (line.trim() === '') return { next: at + 1 }
  if (/^#{1,6} /.test(line)) return { block: { kind: 'heading', text: line.replace(/^#+ /, '') }, next: at + 1 }
  const mark = [bullet, number].find((pattern) => pattern.test(line))
  let next = at + 1
  const ends = (text: string) => text.trim() === '' || fence.test(text) || (!mark && (bullet.test(text) || number.test(text)))
  while (next < lines.length && !ends(lines[next] ?? '')) next += 1
  const own = lines.slice(at, next)
  return { block: mark ? { kind: 'list', ordered: mark === number, items: itemsOf(own, mark) } : { kind: 'paragraph', text: own.join(' ') }, next }
}

/** A line without a mark goes on with the item above it. */
function itemsOf(lines: readonly string[], mark: RegExp): readonly string[] {
  return lines.reduce<readonly string[]>((items, line) => (mark.test(line) ? [...items, line.replace(mark, '')] : [...items.slice(0, -1), `${items.at(-1) ?? ''} ${line.trim()}`]), [])
}

function drawBlock(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{inline(block.text)}</p>
    case 'heading':
      return <h4 key={key}>{inline(block.text)}</h4>
    case 'code':
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      )
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{inline(item)}</li>)
      return block.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>
    }
  }
}

/** Code, bold, emphasis and links to the web; everything else is text. */
export function inline(text: string): ReactNode {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\(https?:\/\/[^)\s]+\))/).map((part, key) => <Fragment key={key}>{span(part)}</Fragment>)
}

function span(part: string): ReactNode {
  if (/^`.+`$/.test(part)) return <code>{part.slice(1, -1)}</code>
  if (/^\*\*.+\*\*$/.test(part)) return <strong>{part.slice(2, -2)}</strong>
  if (/^\*.+\*$/.test(part)) return <em>{part.slice(1, -1)}</em>
  const [, label, href] = /^\[([^\]]+)\]\((https?:.+)\)$/.exec(part) ?? []
  if (label === undefined) return part
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {label}
    </a>
  )
}
