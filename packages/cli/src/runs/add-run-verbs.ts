import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { ServerOptions } from './list-runs.ts'
import type * as Others from './other-acts.ts'

type Made = (name: string, description: string) => Command

const acts = () => import('./other-acts.ts')

/** The verbs of `eddy runs …` that make something else of a run: another ending, another version, a draft, a comparison, a file. */
export function addRunVerbs(command: Made, output: Output, done: (code: number) => void): void {
  command('kill <run>', 'say what a kill would leave in place; with --yes stop the run and undo nothing')
    .option('--yes', 'do it', false)
    .action(async (run: string, options: ServerOptions & { readonly yes: boolean }) => done(await (await import('./cancel-run.ts')).cancelRun(run, { ...options, rollback: false }, output)))
  command('adapt <run>', 'let a halted run go by another document: its workflow as it is drawn now, unless something else is said')
    .option('--file <file>', 'a document; - is standard input')
    .option('--version <number>', 'a published version of its workflow')
    .action(async (run: string, options: Others.AdaptOptions) => done(await (await acts()).adaptRun(run, options, output)))
  command('fork <run>', 'a new workflow that begins as what the run went by')
    .option('--at <number>', 'after this event; default: the last one')
    .option('--title <text>', 'the title of the new workflow')
    .option('--fixture <name>', 'keep the input and what the steps had come to by then as its fixture')
    .action(async (run: string, options: Others.ForkOptions) => done(await (await acts()).forkRun(run, options, output)))
  command('signal <run> <name>', 'send a signal to a step that waits for it, or will')
    .option('--payload <json>', 'as JSON or @FILE', 'null')
    .option('--correlation <text>', 'which of several waits is meant')
    .action(async (run: string, name: string, options: Others.SignalOptions) => done(await (await acts()).signalRun([run, name], options, output)))
  command('take-up <run>', 'let a run go on that stands still though nothing holds it up')
    .action(async (run: string, options: ServerOptions) => done(await (await acts()).takeUpRun(run, options, output)))
  command('compare <run> <other>', 'where two runs differ; ends 1 when they do')
    .action(async (run: string, other: string, options: ServerOptions) => done(await (await import('./compare-runs.ts')).compareRuns([run, other], options, output)))
  command('export <run>', 'one HTML file with all that is recorded, which opens without a server')
    .option('--out <file>', 'where to; - is standard output; default: run-ID.html')
    .action(async (run: string, options: Others.ExportOptions) => done(await (await acts()).exportRun(run, options, output)))
}
