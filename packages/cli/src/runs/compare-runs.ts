import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import type { ServerOptions } from './list-runs.ts'
import { runSentence, table } from './run-rows.ts'
import { asList, asObject, asText, openServer } from './server.ts'

/** `eddy runs compare RUN OTHER`: A and B, step by step. Ends as `eddy diff`: 0 the same, 1 different. */
export async function compareRuns([runId, otherId]: readonly [string, string], { server, json }: ServerOptions, output: Output): Promise<number> {
  const answer = asObject(await openServer(server).query('run.compare', { runId, otherId }))
  const input = asList(answer?.['input'])
  const steps = asList(answer?.['steps'])
  const code = input.length + steps.length === 0 ? EXIT.succeeded : EXIT.rolledBack
  if (json) {
    output.out(JSON.stringify(answer))
    return code
  }
  output.out([
    `A  ${runSentence(answer?.['here'])}`,
    `B  ${runSentence(answer?.['there'])}`,
    ...(answer?.['sameVersion'] === false ? ['They ran different versions.'] : []),
    '',
    ...(code === EXIT.succeeded ? ['Both went the same way, with the same values.'] : [table([['STEP', 'IN A', 'IN B', 'DIFFERS'], ...inputRow(input), ...steps.map(stepRow)])]),
  ].join('\n'))
  return code
}

function inputRow(differences: readonly unknown[]): readonly (readonly string[])[] {
  return differences.length === 0 ? [] : [['(input)', '', '', differences.map(words).join('; ')]]
}

function stepRow(one: unknown): readonly string[] {
  const step = asObject(one)
  const side = (of: unknown) => asText(asObject(of)?.['status']) || 'not reached'
  const values = [...asList(step?.['inputs']).map((difference) => `in ${words(difference)}`), ...asList(step?.['outputs']).map((difference) => `out ${words(difference)}`)]
  const errors = [step?.['here'], step?.['there']].map((of) => asText(asObject(of)?.['error']))
  return [asText(step?.['path']), side(step?.['here']), side(step?.['there']), values.join('; ') || (errors[0] === errors[1] ? '' : `${errors[0] || 'no error'} / ${errors[1] || 'no error'}`)]
}

/** `nights: 2 → 3`. */
function words(difference: unknown): string {
  const { path, before, after } = asObject(difference) ?? {}
  const short = (value: unknown) => {
    const text = value === undefined ? 'nothing' : JSON.stringify(value)
    return text.length > 40 ? `${text.slice(0, 39)}…` : text
  }
  return `${asText(path) || 'value'}: ${short(before)} → ${short(after)}`
}
