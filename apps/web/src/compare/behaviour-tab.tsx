import { type BehaviourDiff, type ChangedCell, END_WORDS, FAULT_WORDS } from '@eddy/rehearsal'
import styles from './behaviour-tab.module.css'

export type Behaviour =
  | { readonly kind: 'pending'; readonly done: number; readonly of: number }
  /** One of the two cannot be rehearsed: one sentence. */
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'ready'; readonly diff: BehaviourDiff; readonly titles: ReadonlyMap<string, string> }

/** What happens differently when something goes wrong; rehearsed, with nothing done to the world. */
export function BehaviourTab({ behaviour }: { readonly behaviour: Behaviour }) {
  if (behaviour.kind === 'problem') return <p className={styles.note} role="alert">{behaviour.message}</p>
  if (behaviour.kind === 'pending') return <p className={styles.note} aria-busy="true">Both are being rehearsed … {behaviour.of > 0 ? `${behaviour.done} of ${behaviour.of}` : ''}</p>
  const { diff, titles } = behaviour
  const [headline, ...sentences] = diff.sentences
  return (
    <section className={styles.tab} aria-label="Changed behaviour">
      <h2 className={styles.headline}>{headline}</h2>
      <p className={styles.how}>Rehearsed with made-up values: each step fails in each way, in both versions.</p>
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
