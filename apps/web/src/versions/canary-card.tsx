import { useMutation, useQuery } from '@tanstack/react-query'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { canaryWords } from './canary-words.ts'
import { refusalOf } from './refusal-of.ts'
import { refreshVersions } from './use-versions.ts'
import { environments, type Outcomes, type PointerRow } from './version-types.ts'
import { durationText, percent, successShare, whenWords } from './version-words.ts'
import styles from './canary-card.module.css'

/** Two versions side by side while one is tried on a share of the runs. */
export function CanaryCard({ workflowId, pointer, onChange }: { readonly workflowId: string; readonly pointer: PointerRow; readonly onChange: () => void }) {
  const { environment, number, canary, canaryShare, canaryCallers, movedAt } = pointer
  const outcomes = useQuery(trpc.version.outcomes.queryOptions({ workflowId, since: movedAt }))
  const move = useMutation({ mutationFn: (request: { readonly to: number; readonly reason: string }) => client.version.move.mutate({ workflowId, environment: environments.find((one) => one === environment) ?? 'live', number: request.to, reason: request.reason }), onSuccess: refreshVersions })
  if (canary === null) return null
  const of = (version: number) => outcomes.data?.find((one) => one.version === version)
  return (
    <section className={styles.card} aria-label={`Canary of ${environment}`}>
      <h3 className={styles.title}>
        {canaryTitle({ share: canaryShare ?? 0, callers: canaryCallers }, environment)} version {canary}
      </h3>
      <table className={styles.table}>
        <caption className="visually-hidden">Runs since {whenWords(movedAt)}</caption>
        <thead>
          <tr>
            <th scope="col">Since {whenWords(movedAt)}</th>
            <th scope="col">Runs</th>
            <th scope="col">Succeeded</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          <OutcomeRow name={`Version ${number}`} outcomes={of(number)} />
          <OutcomeRow name={`Version ${canary}, canary`} outcomes={of(canary)} />
        </tbody>
      </table>
      <p className={styles.verdict}>{verdict(of(number), of(canary))}</p>
      <div className={styles.verbs}>
        {environment === 'live' ? <Button size="small" tone="quiet" disabled={move.isPending} onClick={onChange}>Change who …</Button> : null}
        <Button size="small" disabled={move.isPending} onClick={() => move.mutate({ to: number, reason: `Canary ${canary} ended` })}>End canary</Button>
        <Button size="small" tone="primary" disabled={move.isPending} onClick={() => move.mutate({ to: canary, reason: 'Canary promoted' })}>Promote canary</Button>
      </div>
      {move.error ? <p role="alert">{refusalOf(move.error).message}</p> : null}
    </section>
  )
}

/** `10 % of live tries`, `In live the caller acme tries`. */
function canaryTitle(who: { readonly share: number; readonly callers: readonly string[] }, environment: string): string {
  const verb = who.callers.length > 1 || (who.share > 0 && who.callers.length > 0) ? 'try' : 'tries'
  return who.callers.length === 0 ? `${canaryWords(who)} of ${environment} tries` : `In ${environment}, ${canaryWords(who)} ${verb}`
}

function OutcomeRow({ name, outcomes }: { readonly name: string; readonly outcomes: Outcomes | undefined }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{outcomes?.runs ?? 0}</td>
      <td>{percent(outcomes && successShare(outcomes))}</td>
      <td>{durationText(outcomes?.p50 ?? null)}</td>
      <td>{durationText(outcomes?.p95 ?? null)}</td>
    </tr>
  )
}

/** Fewer runs say nothing about a share. */
const ENOUGH = 20

function verdict(stable: Outcomes | undefined, canary: Outcomes | undefined): string {
  const [before, after] = [stable && successShare(stable), canary && successShare(canary)]
  const ended = canary ? canary.runs - canary.unfinished : 0
  if (before === undefined || after === undefined) return 'One of the two has no run that has ended yet.'
  const points = Math.round(100 * (after - before))
  const difference = points === 0 ? 'Both succeed as often' : `The canary succeeds ${Math.abs(points)} points ${points > 0 ? 'more' : 'less'} often`
  return `${difference}${ended < ENOUGH ? `; only ${ended} of its runs ${ended === 1 ? 'has' : 'have'} ended, which may be chance` : ''}.`
}
