import { Popover } from '@base-ui/react/popover'
import type { Problem } from '@eddy/workflow'
import { ListChecks } from 'lucide-react'
import { FixButtons } from '../canvas/fix-buttons.tsx'
import type { FixingHands } from '../canvas/fixing-hands.ts'
import { editorScene, useFit } from '../canvas/layer/fit.ts'
import { locate } from '../store/document/locate.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import overlay from '../ui/overlay.module.css'
import { showOver, usePanels } from './editor-panels.ts'
import styles from './problem-bar.module.css'

/** All problems of the draft; each leads to its step, and to what helps where that is obvious. */
export function ProblemBar({ hands }: { readonly hands: FixingHands }) {
  const problems = useEditor((state) => state.problems)
  const open = usePanels((panels) => panels.over === 'problems')
  if (!problems.length) return null
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const hints = problems.length - errors
  const words = [errors ? `${errors} ${errors === 1 ? 'problem' : 'problems'}` : '', hints ? `${hints} ${hints === 1 ? 'hint' : 'hints'}` : ''].filter(Boolean).join(', ')
  return (
    <Popover.Root open={open} onOpenChange={(next) => showOver(next ? 'problems' : undefined)}>
      <Popover.Trigger className={styles.bar}>
        <ListChecks size={14} aria-hidden />
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={8} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.list}`} aria-label="Problems">
            <ul>
              {problems.map((problem) => (
                <li key={problem.code + problem.path}>
                  <ProblemRow problem={problem} />
                  <div className={styles.fixes}>
                    <FixButtons problem={problem} hands={hands} />
                  </div>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ProblemRow({ problem }: { readonly problem: Problem }) {
  const select = useEditor((state) => state.select)
  const document = useEditor((state) => state.document)
  const store = useEditorStore()
  const fit = useFit()
  const { step } = problem
  const found = step !== undefined && locate(document, step) !== undefined
  const jump = () => {
    if (!found) return select(new Set())
    store.getState().show(step, true)
    select(new Set([step]))
    fit(editorScene(store.getState()), { ids: [step], padding: 0.4 })
  }
  return (
    <Popover.Close className={styles.row} onClick={jump}>
      <span className={styles.severity} data-severity={problem.severity} role="img" aria-label={problem.severity === 'error' ? 'Problem' : 'Hint'} />
      <span>
        {problem.message}
        {problem.hint ? <span className={styles.hint}>{problem.hint}</span> : null}
      </span>
    </Popover.Close>
  )
}
