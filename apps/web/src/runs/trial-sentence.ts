import { pinnedStep, type Trial } from '@eddy/workflow'

/** In what a run differs from one of the workflow as it is. */
export function trialSentence({ fixture, pins, part, override }: Trial, titleOf: (path: string) => string): string {
  const names = (kind: 'value' | 'failure') => Object.entries(pins).flatMap(([path, pin]) => (pin.kind === kind && isRun(part, path) ? [titleOf(pinnedStep(path))] : []))
  const [values, failures] = [names('value'), names('failure')]
  const reused = (part?.reused ?? []).filter((name) => pins[name] === undefined)
  return [
    part ? `A part of the workflow: ${part.mode === 'only' ? 'only' : 'up to'} ${titleOf(part.target)}.` : '',
    override ? `Run with the override "${override.name}", which sets ${listed([...new Set(override.fields.map(({ step }) => step))].map(titleOf))} otherwise.` : '',
    fixture === null ? '' : `Run with the fixture ${fixture}.`,
    values.length > 0 ? `${listed(values)} did nothing and answered with a pinned value.` : '',
    failures.length > 0 ? `${listed(failures)} failed as pinned.` : '',
    reused.length > 0 ? `${listed(reused.map(titleOf))} did nothing and answered with the result of an earlier run.` : '',
  ].filter(Boolean).join(' ')
}

/** A pin outside the part has played no part. */
function isRun(part: Trial['part'], path: string): boolean {
  const [top = ''] = path.split('/', 1)
  return part === undefined || part.run.includes(top) || part.reused.includes(top)
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${String(names.at(-1))}`
}
