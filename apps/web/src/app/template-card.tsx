import type { WorkflowDocument } from '@eddy/workflow'
import { MiniDrawing } from '../canvas/mini-drawing.tsx'
import { useOnceSeen } from './use-once-seen.ts'
import home from './home-page.module.css'
import styles from './template-gallery.module.css'

export interface TemplateCardProps {
  readonly template: { readonly name: string; readonly title: string; readonly description: string; readonly document: WorkflowDocument }
  readonly busy: boolean
  readonly onUse: () => void
}

/** A template with its drawing in small: the drawing itself, not a picture of it, made when it comes into sight. */
export function TemplateCard({ template, busy, onUse }: TemplateCardProps) {
  const [ref, seen] = useOnceSeen<HTMLButtonElement>()
  return (
    <button ref={ref} type="button" className={home.template} disabled={busy} onClick={onUse}>
      {seen ? <MiniDrawing document={template.document} /> : <span className={styles.undrawn} />}
      <span className={home.templateTitle}><span className="visually-hidden">Use template </span>{template.title}</span>
      <span className={home.description}>{template.description}</span>
    </button>
  )
}
