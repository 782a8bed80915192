import { type BehaviourDiff, type ChangedCell, END_WORDS, FAULT_WORDS } from '@eddy/rehearsal'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import styles from './behaviour-tab.module.css'

export type Behaviour =
  | { readonly kind: 'pending'; readonly done: number; readonly of: number }
  /** One of the two cannot be rehearsed: one sentence. */
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'ready'; readonly diff: BehaviourDiff; readonly titles: ReadonlyMap<string, string> }

export interface BehaviourTabProps {
  readonly behaviour: Behaviour
  /** Inputs to rehearse with; made-up values can always be chosen. */
  readonly fixtures: readonly { readonly name: string }[]
  readonly fixture: string | undefined
  readonly onFixture: (name: string | undefined) => void
}

/** In place of a name, which is never empty. */
const MADE_UP = ''

/** What happens differently when something goes wrong; rehearsed, with nothing done to the world. */
export function BehaviourTab({ behaviour, fixtures, fixture, onFixture }: BehaviourTabProps) {
  return (
    <>
      {fixtures.length > 0 ? (
        <div className={styles.with}>
          <Field label="Rehearsed with">
            <Select label="Rehearsed with" value={fixture ?? MADE_UP} options={[...fixtures.map(({ name }) => ({ value: name, label: name })), { value: MADE_UP, label: 'Made-up values' }]} onChange={(name) => onFixture(name === MADE_UP ? undefined : name)} />
          </Field>
        </div>
      ) : null}
      <Told behaviour={behaviour} fixture={fixture} />
    </>
  )
}

function Told({ behaviour, fixture }: Pick<BehaviourTabProps, 'behaviour' | 'fixture'>) {
  if (behaviour.kind === 'problem') return <p className={styles.note} role="alert">{behaviour.message}</p>
  if (behaviour.kind === 'pending') return <p className={styles.note} aria-busy="true">Both are being rehearsed … {behaviour.of > 0 ? `${behaviour.done} of ${behaviour.of}` : ''}</p>
  const { diff, titles } = behaviour
  const [headline, ...sentences] = diff.sentences
  return (
    <section className={styles.tab} aria-label="Changed behaviour">
      <h2 className={styles.headline}>{headline}</h2>
      <p className={styles.how}>Rehearsed with {fixture === undefined ? 'made-up values' : `“${fixture}”`}: each step fails in each way, in both versions.</p>
      {sentences.length > 0 ? (
        <ul className={styles.sentences}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {diff.changed.length > 0 ? <CellTable cells={diff.changed} titles={titles} /> : null}
    </section>
  )
}

function CellTable({ cells, titles }: { readonly cells: readonly ChangedCell[]; readonly titles: ReadonlyMap<string, string> }) {
  return (
    <table className={styles.cells}>
      <caption className="visually-hidden">Changed cells of the failure matrix</caption>
      <thead>
        <tr>
          <th scope="col">If</th>
          <th scope="col">It ended</th>
          <th scope="col">It ends</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ step, kind, before, after }) => (
          <tr key={`${step} ${kind}`}>
            <th scope="row">
              {titles.get(step) ?? step} {FAULT_WORDS[kind]}
            </th>
            <td>{before.reached ? `${END_WORDS[before.end]}, ${before.undone.length} undone` : 'not reached'}</td>
            <td>{after.reached ? `${END_WORDS[after.end]}, ${after.undone.length} undone` : 'not reached'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
