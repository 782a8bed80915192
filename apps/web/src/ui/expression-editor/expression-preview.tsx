import { expressionFault, type Json } from '@eddy/workflow'
import { type ReactNode, useState } from 'react'
import { Button } from '../button.tsx'
import type { Evaluation } from './evaluations.ts'
import type { ExpressionData } from './expression-data.ts'
import { useEvaluate } from './use-evaluate.ts'
import styles from './expression-preview.module.css'

export interface ExpressionPreviewProps {
  readonly id: string
  readonly label: string
  /** How the value on the sample shows. */
  readonly children: ReactNode
  readonly data: ExpressionData
  /** As high as it is, whatever the value. */
  readonly steady?: boolean
}

/** The value on sample data, and the sample itself behind a disclosure. */
export function ExpressionPreview({ id, label, children, data, steady = false }: ExpressionPreviewProps) {
  return (
    <div className={styles.preview} data-steady={steady ? '' : undefined}>
      <output id={id} aria-label={`${label}: value on the sample`} className={styles.value}>
        {children}
      </output>
      <details className={styles.sample}>
        <summary>{data.edited ? 'Sample, as you typed it' : 'Sample'}</summary>
        <SampleText label={label} data={data} />
      </details>
    </div>
  )
}

export function ExpressionValue({ expr, sample }: { readonly expr: string; readonly sample: Json }) {
  const evaluate = useEvaluate()
  const fault = expressionFault(expr)
  if (fault) return <span data-error>{fault.message}</span>
  return <Answer answer={evaluate(expr, sample)} />
}

/** What came of an evaluation: a text as it stands, when that is wanted, else JSON. */
export function Answer({ answer, plain = false }: { readonly answer: Evaluation; readonly plain?: boolean }) {
  if (answer.kind === 'error') return <span data-error>{answer.message}</span>
  if (answer.kind === 'pending') return <span>…</span>
  const text = plain && typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value, null, 1)
  return <code>{text.length > 600 ? `${text.slice(0, 600)}…` : text}</code>
}

/** Keeps what is typed; takes it as the sample once it is JSON. */
function SampleText({ label, data }: { readonly label: string; readonly data: ExpressionData }) {
  const [draft, setDraft] = useState<string>()
  const text = draft ?? JSON.stringify(data.known.sample ?? null, null, 2)
  const sample = parsed(text)
  const change = (next: string) => {
    setDraft(next)
    const read = parsed(next)
    if (read) data.setSample(read.value)
  }
  const guess = () => {
    setDraft(undefined)
    data.setSample(undefined)
  }
  return (
    <div className={styles.editor}>
      <textarea aria-label={`${label}: sample of ${data.about}`} aria-invalid={sample === undefined} spellCheck={false} rows={Math.min(10, text.split('\n').length)} value={text} onChange={(event) => change(event.target.value)} />
      {sample ? null : (
        <span role="alert" data-error>
          This is not JSON yet.
        </span>
      )}
      {data.edited ? (
        <Button size="small" tone="quiet" onClick={guess}>
          Guess again
        </Button>
      ) : null}
    </div>
  )
}

function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
