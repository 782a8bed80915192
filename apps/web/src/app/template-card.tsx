import type { WorkflowDocument } from '@eddy/workflow'
import { MiniDrawing } from '../canvas/mini-drawing.tsx'
import styles from './home-page.module.css'

export interface TemplateCardProps {
  readonly template: { readonly name: string; readonly title: string; readonly description: string; readonly document: WorkflowDocument }
  readonly busy: boolean
  readonly onUse: () => void
}

/** A template with its drawing in small: the drawing itself, not a picture of it. */
export function TemplateCard({ template, busy, onUse }: TemplateCardProps) {
  return (
    <button type="button" className={styles.template} disabled={busy} onClick={onUse}>
      <MiniDrawing document={template.document} />
      <span className={styles.templateTitle}><span className="visually-hidden">Use template </span>{template.title}</span>
      <span className={styles.description}>{template.description}</span>
    </button>
  )
}
