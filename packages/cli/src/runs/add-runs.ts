import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type * as Acts from './act-on-run.ts'
import { addRunVerbs } from './add-run-verbs.ts'
import type { CancelOptions } from './cancel-run.ts'
import type { ListOptions, ServerOptions } from './list-runs.ts'
import type { StartOptions } from './start-run.ts'
import type { EventsOptions } from './run-events.ts'

const gather = (text: string, texts: readonly string[]) => [...texts, text]
const acts = () => import('./act-on-run.ts')

/** `eddy runs …`: what a server has run, and what can be done about it. */
export function addRuns(program: Command, output: Output, done: (code: number) => void): void {
  const runs = program.command('runs').description('runs of a server: look at them and act on them')
  const command = (name: string, description: string) =>
    runs.command(name).description(description).option('--server <url>', 'the server; default: EDDY_URL, else http://127.0.0.1:4400').option('--json', 'print JSON', false)
  addLooking(command, output, done)
  addActing(command, output, done)
  addRunVerbs(command, output, done)
}

type Made = (name: string, description: string) => Command

function addLooking(command: Made, output: Output, done: (code: number) => void): void {
  command('list', 'runs, newest first; all conditions must hold')
    .option('--workflow <name>', 'of this workflow')
    .option('--status <status>', 'running, halted, succeeded, rolled_back, rollback_incomplete, failed, cancelled …; repeatable', gather, [] as readonly string[])
    .option('--failed', 'failed or rolled back, completely or not', false)
    .option('--version <number>', 'of a published version, or "draft"')
    .option('--environment <name>', 'of dev, staging or live')
    .option('--canary', 'canary runs only', false)
    .option('--since <time>', 'started at or after; a date and time, or so long ago: 30m, 12h, 7d')
    .option('--until <time>', 'started before')
    .option('--error <words>', 'words of the error’s code, message or step')
    .option('--input <path=value>', 'a value that the input must have; repeatable', gather, [] as readonly string[])
    .option('--min-ms <number>', 'took at least so long')
    .option('--max-ms <number>', 'took at most so long')
    .option('--left', 'something is left in place', false)
    .option('--limit <number>', 'at most so many', '50')
    .action(async (options: ListOptions) => done(await (await import('./list-runs.ts')).listRuns(options, output)))
  command('show <run>', 'a run and its steps')
    .option('--exit-code', 'end as "eddy run" would have ended', false)
    .action(async (run: string, options: ServerOptions & { readonly exitCode: boolean }) => done(await (await import('./show-run.ts')).showRun(run, options, output)))
  command('events <run>', 'what has happened in a run')
    .option('--follow', 'go on until it is over or halted, and end as "eddy run" would', false)
    .option('--after <number>', 'only events after this one', '0')
    .action(async (run: string, options: EventsOptions) => done(await (await import('./run-events.ts')).runEvents(run, options, output)))
}

function addActing(command: Made, output: Output, done: (code: number) => void): void {
  command('start <workflow>', 'a new run, of the workflow’s draft unless something else is said')
    .option('--input <json>', 'its input, as JSON or @FILE')
    .option('--version <number>', 'of this published version')
    .option('--environment <name>', 'of what dev, staging or live points at')
    .option('--caller <name>', 'who asks: the same caller always gets the same side of a canary')
    .option('--key <key>', 'idempotency key: the same key starts one run')
    .option('--override <file>', 'settings for this run only: { "name", "fields": [{ "step", "field", "now" }] }; - is standard input')
    .action(async (workflow: string, options: StartOptions) => done(await (await import('./start-run.ts')).startRun(workflow, options, output)))
  const act = async (what: (a: typeof Acts) => Parameters<typeof Acts.actOnRun>[0], options: ServerOptions) => {
    const all = await acts()
    done(await all.actOnRun(what(all), options, output))
  }
  command('cancel <run>', 'say what a cancel would undo; with --yes cancel, and undo exactly that')
    .option('--yes', 'do it', false)
    .option('--no-rollback', 'stop it and undo nothing')
    .action(async (run: string, options: CancelOptions) => done(await (await import('./cancel-run.ts')).cancelRun(run, options, output)))
  command('halt <run>', 'let the steps in flight end, then halt')
    .option('--reason <text>', 'why, for the log')
    .action((run: string, options: ServerOptions & { readonly reason?: string }) => act(({ haltAct }) => haltAct(run, options), options))
  command('resume <run>', 'let a halted run go on')
    .option('--payload <json>', 'the value of the step that halted, as JSON or @FILE')
    .option('--step <path>', 'the step in doubt that is answered')
    .option('--happened [json]', 'it happened, with this result')
    .option('--not-happened', 'it did not happen')
    .option('--ask-again', 'its check is asked once more')
    .action((run: string, options: ServerOptions & Acts.ResumeOptions) => act(({ resumeAct }) => resumeAct(run, options), options))
  command('accept <run>', 'take the override of a run that succeeded over into the draft')
    .option('--by <name>', 'who accepts it')
    .option('--key <key>', 'idempotency key: the same key accepts once')
    .action((run: string, options: ServerOptions & { readonly by?: string; readonly key?: string }) => act(({ acceptAct }) => acceptAct(run, options), options))
  command('retry-now <run>', 'end the wait before the next attempt')
    .option('--step <path>', 'of this step only')
    .action((run: string, options: ServerOptions & { readonly step?: string }) => act(({ retryAct }) => retryAct(run, options), options))
  command('again <run>', 'a new run, which takes over what still holds')
    .option('--from <what>', 'start, failure, or a step: it and what depends on it', 'start')
    .option('--input <json>', 'another input, as JSON or @FILE')
    .option('--version <which>', 'recorded, or current: the workflow as it is drawn now', 'recorded')
    .action(async (run: string, options: Acts.AgainOptions) => done(await (await acts()).againRun(run, options, output)))
  command('undo <run>', 'undo a run that succeeded')
    .action((run: string, options: ServerOptions) => act(({ undoAct }) => undoAct(run), options))
  command('resolve <run> <step>', 'settle an undo that failed, or a step that was left in doubt')
    .option('--retry', 'undo it again', false)
    .option('--arguments <json>', 'with --retry: other arguments, as JSON or @FILE')
    .option('--skip', 'leave it in place', false)
    .option('--done-outside', 'a person has undone it', false)
    .option('--happened [json]', 'in doubt: it happened, with this result, and is undone')
    .option('--not-happened', 'in doubt: it did not happen')
    .option('--reason <text>', 'with --skip and --done-outside: why')
    .option('--evidence <text>', 'a ticket, a receipt; text or JSON')
    .action((run: string, step: string, options: ServerOptions & Acts.ResolveOptions) => act(({ resolveAct }) => resolveAct(run, step, options), options))
}
