import type { Catalog, KindContract, Problem } from '@eddy/workflow'
import type { ReactNode } from 'react'
import { updateStep } from '../store/command/update-step.ts'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { KindTile } from '../ui/kind-tile.tsx'
import { ArgumentsSection } from './arguments-section.tsx'
import { BranchesSection } from './branches-section.tsx'
import { ContainerSection } from './container-section.tsx'
import { ConfigSection } from './config-section.tsx'
import { DocsSection } from './docs-section.tsx'
import { ErrorRulesSection } from './error-rules-section.tsx'
import { GuardsSection } from './guards-section.tsx'
import { HandlerNote } from './handler-note.tsx'
import { RunSection } from './run-section.tsx'
import { NameSection } from './name-section.tsx'
import { OrderSection } from './order-section.tsx'
import { PinSection } from './pin-section.tsx'
import { ProblemLines } from './problem-lines.tsx'
import { RetrySection } from './retry-section.tsx'
import { UndoSection } from './undo-section.tsx'
import { useShownDocument } from './shown-document.ts'
import styles from './inspector.module.css'
import type { SectionOf } from './section-of.ts'

export interface StepPanelProps {
  readonly path: string
  readonly catalog: Catalog
  readonly close: ReactNode
}

export function StepPanel({ path, catalog, close }: StepPanelProps) {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const problems = useEditor((state) => state.problemsOf.get(path))
  const found = locate(document, path)
  if (!found) return null
  const { step } = found
  const contract = catalog.get(step.kind)
  const section: SectionOf = { found, change: (patch) => dispatch(updateStep(document, path, patch)) }
  const forward = found.scope.kind !== 'handlers'
  return (
    <>
      <div className={styles.head}>
        <KindTile icon={contract?.icon ?? 'box'} group={contract?.group} />
        <div className={styles.heading}>
          <h2>{stepLabel(step)}</h2>
          <p>{forward ? (contract?.title ?? step.kind) : `Handler · ${contract?.title ?? step.kind}`}</p>
        </div>
        {close}
      </div>
      <Sections section={section} contract={contract} catalog={catalog} problems={problems ?? []} />
    </>
  )
}

interface SectionsProps {
  readonly section: SectionOf
  readonly contract: KindContract | undefined
  readonly catalog: Catalog
  readonly problems: readonly Problem[]
}

function Sections({ section, contract, catalog, problems }: SectionsProps) {
  const { found } = section
  const { branches } = found.step
  const forward = found.scope.kind !== 'handlers'
  return (
    <div className={styles.scroll}>
      {problems.length > 0 ? <ProblemLines problems={problems} /> : null}
      <NameSection {...section} />
      <ConfigSection {...section} contract={contract} problems={problems} />
      {contract ? <DocsSection found={found} contract={contract} /> : null}
      {found.step.steps || branches ? <ContainerSection {...section} /> : null}
      {branches ? <BranchesSection {...section} branches={branches} /> : null}
      <ArgumentsSection {...section} />
      {forward ? <OrderSection {...section} /> : null}
      <UndoSection {...section} contract={contract} />
      {found.scope.kind === 'root' || found.scope.kind === 'container' ? <PinSection found={found} catalog={catalog} /> : null}
      <RetrySection {...section} />
      {forward ? <ErrorRulesSection {...section} /> : null}
      {forward ? <GuardsSection {...section} /> : null}
      {forward ? <RunSection {...section} /> : <HandlerNote found={found} />}
    </div>
  )
}
