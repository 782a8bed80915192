import type { Problem } from '@eddy/workflow'
import { CircleCheck, OctagonX, TriangleAlert } from 'lucide-react'
import type { PublishCheck } from './version-types.ts'
import styles from './publish-gates.module.css'

export interface PublishGatesProps {
  readonly check: PublishCheck
  /** Shows the step that stands in the way. */
  readonly onJump: (step: string) => void
}

interface Gate {
  readonly name: string
  readonly words: string
  readonly state: 'open' | 'closed' | 'warning'
  readonly problems: readonly Problem[]
}

/** What a draft must pass before it becomes a version, and what stands in the way, each with a way to it. */
export function PublishGates({ check, onJump }: PublishGatesProps) {
  return (
    <ul className={styles.gates} aria-label="Gates">
      {gatesOf(check).map(({ name, words, state, problems }) => (
        <li key={name} className={styles.gate} data-state={state}>
          <span className={styles.mark}>{state === 'open' ? <CircleCheck size={16} aria-hidden /> : state === 'closed' ? <OctagonX size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}</span>
          <span>
            <strong>{name}</strong> {words}
          </span>
          {problems.length > 0 ? (
            <ul className={styles.problems}>
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.path} ${problem.message}`}>
                  <ProblemLine problem={problem} onJump={onJump} />
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function ProblemLine({ problem: { step, message, hint }, onJump }: { readonly problem: Problem; readonly onJump: (step: string) => void }) {
  const said = [message, hint].filter(Boolean).join(' ')
  return step === undefined ? said : <button type="button" className={styles.jump} onClick={() => onJump(step)}>{said}</button>
}

/** Nothing stands in the way. */
export function isOpen({ problems, expectations, coverage }: PublishCheck): boolean {
  return problems.length === 0 && expectations.broken.length === 0 && coverage.short.length === 0
}

function gatesOf({ problems, expectations, coverage, warnings }: PublishCheck): readonly Gate[] {
  const gates: readonly Gate[] = [
    { name: 'Problems', words: problems.length === 0 ? 'none' : String(problems.length), state: problems.length === 0 ? 'open' : 'closed', problems },
    { name: 'Expectations', words: expectationWords(expectations), state: expectations.broken.length === 0 ? 'open' : 'closed', problems: expectations.broken },
    { name: 'Coverage', words: coverageWords(coverage), state: coverage.short.length === 0 ? 'open' : 'closed', problems: coverage.short },
  ]
  const missing: readonly Gate[] = warnings.length === 0 ? [] : [{ name: 'Secrets', words: `${warnings.length === 1 ? 'one does' : `${warnings.length} do`} not exist. It can be published; runs of it will fail until they are set.`, state: 'warning', problems: warnings }]
  return [...gates, ...missing]
}

function expectationWords({ set, broken }: PublishCheck['expectations']): string {
  if (set === 0) return 'none set'
  return broken.length === 0 ? `all ${set} met` : `${broken.length} of ${set} broken`
}

function coverageWords({ percent, required }: PublishCheck['coverage']): string {
  const wanted = required === 0 ? 'none required' : `${required} % required`
  return percent === null ? `${wanted}; looked at once there is no problem` : `${percent} % of the effects are taken back, ${wanted}`
}
