import type { WorkflowDocument } from '@eddy/workflow'
import { ChevronRight, CornerLeftUp } from 'lucide-react'
import { Fragment } from 'react'
import { containersAround } from '../../store/document/inside.ts'
import { locate } from '../../store/document/locate.ts'
import { stepLabel } from '../../store/document/step-label.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './breadcrumb.module.css'

export interface BreadcrumbProps {
  readonly document: WorkflowDocument
  readonly scope: string | undefined
  readonly onEnter: (scope: string | undefined) => void
}

/** Where in the workflow one is, and the way up. */
export function Breadcrumb({ document, scope, onEnter }: BreadcrumbProps) {
  if (scope === undefined) return null
  const around = containersAround(scope)
  const label = (path: string) => {
    const found = locate(document, path)
    return found ? stepLabel(found.step) : path
  }
  return (
    <nav className={styles.crumbs} aria-label="Container">
      <IconButton label="Go up" shortcut="Esc" size="small" onClick={() => onEnter(around.at(-1))}>
        <CornerLeftUp size={14} />
      </IconButton>
      <button type="button" className={styles.crumb} onClick={() => onEnter(undefined)}>
        {document.title ?? document.name}
      </button>
      {around.map((path) => (
        <Fragment key={path}>
          <ChevronRight size={12} aria-hidden />
          <button type="button" className={styles.crumb} onClick={() => onEnter(path)}>
            {label(path)}
          </button>
        </Fragment>
      ))}
      <ChevronRight size={12} aria-hidden />
      <span className={styles.here} aria-current="page">
        {label(scope)}
      </span>
    </nav>
  )
}
