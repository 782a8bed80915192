import { Fragment, type ReactNode } from 'react'

/** The part of Markdown that a note needs: headings, lists, bold, emphasis, code. Anything else is shown as it is written. */
export function NoteText({ text }: { readonly text: string }) {
  return blocksOf(text).map((block, at) => <Block key={`${at}${block.kind}`} block={block} />)
}

interface Lines {
  readonly kind: 'heading' | 'list' | 'text'
  readonly lines: string[]
}

const starts: readonly (readonly [Lines['kind'], RegExp])[] = [
  ['heading', /^#{1,6}\s+/],
  ['list', /^\s*[-*]\s+/],
]

function blocksOf(text: string): readonly Lines[] {
  const blocks: Lines[] = []
  let open = false
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      open = false
      continue
    }
    const [kind, mark] = starts.find(([, start]) => start.test(line)) ?? ['text', /^/]
    const last = blocks.at(-1)
    const words = line.replace(mark, '')
    if (open && last?.kind === kind && kind !== 'heading') last.lines.push(words)
    else blocks.push({ kind, lines: [words] })
    open = true
  }
  return blocks
}

function Block({ block }: { readonly block: Lines }): ReactNode {
  const lines = block.lines.map((line, at) => ({ key: `${at}${line}`, words: inline(line) }))
  if (block.kind === 'heading') return <h4>{lines[0]?.words}</h4>
  if (block.kind === 'list')
    return (
      <ul>
        {lines.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    )
  return (
    <p>
      {lines.map(({ key, words }, at) => (
        <Fragment key={key}>
          {at ? <br /> : null}
          {words}
        </Fragment>
      ))}
    </p>
  )
}

function inline(line: string): ReactNode[] {
  return line.split(/(\*\*[^*]+\*\*|`[^`]+`|\*[^*]+\*)/).map((part, at) => {
    const key = `${at}${part}`
    if (part.startsWith('**') && part.length > 4) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (part.startsWith('`') && part.length > 2) return <code key={key}>{part.slice(1, -1)}</code>
    if (part.startsWith('*') && part.length > 2) return <em key={key}>{part.slice(1, -1)}</em>
    return <Fragment key={key}>{part}</Fragment>
  })
}
