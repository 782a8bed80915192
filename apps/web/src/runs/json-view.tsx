import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { isJsonList, isJsonObject } from '../ui/schema-form/json-value.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { BlobValue, blobOf } from './blob-value.tsx'
import styles from './json-view.module.css'

interface JsonViewProps {
  readonly label: string
  readonly value: Json
  readonly runId: string
}

/** A JSON value as a tree whose branches open and close, with a button that copies it. */
export function JsonView({ label, value, runId }: JsonViewProps) {
  const [copied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(JSON.stringify(value, null, 2))
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <section className={styles.view} aria-label={label}>
      <header className={styles.header}>
        <h3>{label}</h3>
        <IconButton size="small" label={copied ? 'Copied' : `Copy ${label.toLowerCase()}`} onClick={() => void copy()}>
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        </IconButton>
      </header>
      <div className={styles.tree}>
        <Node value={value} runId={runId} depth={0} />
      </div>
    </section>
  )
}

interface NodeProps {
  readonly name?: string
  readonly value: Json
  readonly runId: string
  readonly depth: number
}

const shownAtOnce = 100

function Node({ name, value, runId, depth }: NodeProps) {
  const key = name === undefined ? null : <span className={styles.key}>{name}: </span>
  const blob = blobOf(value)
  if (blob) return <div>{key}<BlobValue runId={runId} blob={blob}>{(loaded) => <Node value={loaded} runId={runId} depth={depth} />}</BlobValue></div>
  const entries = isJsonList(value) ? value.map((item, index) => [String(index), item] as const) : isJsonObject(value) ? Object.entries(value) : undefined
  if (!entries) return <div>{key}<Leaf value={value} /></div>
  const [open, close] = isJsonList(value) ? ['[', ']'] : ['{', '}']
  if (entries.length === 0) return <div>{key}{open}{close}</div>
  return (
    <details open={depth < 2 && entries.length <= 20}>
      <summary>{key}<span className={styles.quiet}>{open}{entries.length}{close}</span></summary>
      <div className={styles.branch}>
        {entries.slice(0, shownAtOnce).map(([child, item]) => <Node key={child} name={child} value={item} runId={runId} depth={depth + 1} />)}
        {entries.length > shownAtOnce && <div className={styles.quiet}>… {entries.length - shownAtOnce} more; copy to see all</div>}
      </div>
    </details>
  )
}

function Leaf({ value }: { readonly value: Json }) {
  if (typeof value === 'string') return <span className={styles.text}>{value === '' ? '""' : value}</span>
  return <span className={styles.literal}>{JSON.stringify(value)}</span>
}
