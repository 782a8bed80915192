import { countUpTo, type HistogramSnapshot } from './histogram.ts'
import type { MetricsSnapshot, StepMetrics } from './metrics-snapshot.ts'

/** Bounds of the exposed buckets: powers of two of a millisecond, up to nine hours. The same ones always, as Prometheus wants. */
const EXPONENTS: readonly number[] = Array.from({ length: 26 }, (_, exponent) => exponent)

type Labels = { readonly [name: string]: string }

/** A snapshot in the text format of Prometheus, version 0.0.4. Histograms are given by kind; by path there are their sum and count. */
export function exposition(snapshot: MetricsSnapshot): string {
  const { runs, inFlight, byKind, byPath, undo } = snapshot
  const kinds = Object.entries(byKind)
  const paths = Object.entries(byPath)
  return [
    ...family('eddy_runs_total', 'counter', 'Runs that have come to rest.'),
    ...Object.entries(runs).map(([outcome, count]) => sample('eddy_runs_total', { outcome }, count)),
    ...family('eddy_runs_in_flight', 'gauge', 'Runs under way.'),
    sample('eddy_runs_in_flight', {}, inFlight.runs),
    ...family('eddy_steps_in_flight', 'gauge', 'Attempts of steps under way.'),
    sample('eddy_steps_in_flight', {}, inFlight.steps),
    ...family('eddy_run_duration_seconds', 'histogram', 'Time from the beginning of a run to its rest.'),
    ...histogram('eddy_run_duration_seconds', {}, snapshot.runDurations),
    ...counters(kinds, 'kind', 'step'),
    ...family('eddy_step_duration_seconds', 'histogram', 'Time of an attempt.'),
    ...kinds.flatMap(([kind, { durations }]) => histogram('eddy_step_duration_seconds', { kind }, durations)),
    ...counters(paths, 'path', 'path'),
    ...family('eddy_path_duration_seconds', 'summary', 'Time of an attempt.'),
    ...paths.flatMap(([path, { durations }]) => total('eddy_path_duration_seconds', { path }, durations)),
    ...family('eddy_undo_total', 'counter', 'Undos by what has become of them.'),
    ...Object.entries(undo).map(([what, count]) => sample('eddy_undo_total', { what }, count)),
    '',
  ].join('\n')
}

function counters(all: readonly (readonly [string, StepMetrics])[], label: 'kind' | 'path', prefix: 'step' | 'path'): readonly string[] {
  const each = (what: 'attempts' | 'retries' | 'failures', help: string) => {
    const name = `eddy_${prefix}_${what}_total`
    return [...family(name, 'counter', help), ...all.map(([key, counts]) => sample(name, { [label]: key }, counts[what]))]
  }
  return [...each('attempts', 'Attempts begun.'), ...each('retries', 'Retries granted.'), ...each('failures', 'Steps failed for good.')]
}

/** Buckets, sum and count, in seconds. */
export function histogram(name: string, labels: Labels, durations: HistogramSnapshot): readonly string[] {
  const buckets = EXPONENTS.map((exponent) => sample(`${name}_bucket`, { ...labels, le: String(2 ** exponent / 1000) }, countUpTo(durations, exponent)))
  return [...buckets, sample(`${name}_bucket`, { ...labels, le: '+Inf' }, durations.count), ...total(name, labels, durations)]
}

function total(name: string, labels: Labels, { sum, count }: HistogramSnapshot): readonly string[] {
  return [sample(`${name}_sum`, labels, sum / 1000), sample(`${name}_count`, labels, count)]
}

/** What a name means, before its samples. */
export function family(name: string, type: string, help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

/** One line. */
export function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
