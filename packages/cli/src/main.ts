import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { EXIT } from './exit-code.ts'
import { addOperate } from './operate/add-operate.ts'
import { addExchange } from './exchange/add-exchange.ts'
import { addRuns } from './runs/add-runs.ts'
import { addLibrary } from './library/add-library.ts'
import { addTriggers } from './triggers/add-triggers.ts'
import { addTasks } from './tasks/add-tasks.ts'
import { addTokens } from './token/add-tokens.ts'
import { processOutput, type Output } from './output.ts'
import { describeProblem, Refusal } from './refusal.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }

/** Runs the command line and answers its exit code: 0 to 5 as `eddy run` promises, 2 for anything that could not begin. */
export async function main(argv: readonly string[], output: Output = processOutput): Promise<number> {
  let code: number = EXIT.succeeded
  const program = commands(output, (result) => {
    code = result
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    return refuse(error, argv, output)
  }
}

function commands(output: Output, done: (code: number) => void): Command {
  const program = new Command('eddy')
    .description('Eddy: workflows that can be undone')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.out(text.trimEnd()), writeErr: (text) => output.err(text.trimEnd()) })
    .showHelpAfterError('(eddy --help tells what there is)')
  const library = ['--library <folder>', 'where compose steps find other workflows, as NAME.json; default: beside the file'] as const
  program
    .command('validate <files...>')
    .description('check documents; all problems at once')
    .option('--json', 'the problems as JSON', false)
    .option(...library)
    .action(async (files: string[], options: { json: boolean; library?: string }) => done((await import('./validate-command.ts')).validateCommand(files, options, output)))
  program
    .command('mermaid <file>')
    .description('print a document as a Mermaid flowchart')
    .option(...library)
    .action(async (file: string, options: { library?: string }) => done((await import('./mermaid-command.ts')).mermaidCommand(file, options, output)))
  program
    .command('run <file>')
    .description('run a document here, without server or database; NAME is NAME.json of the library folder')
    .option('--input <json>', 'the input as JSON, or @FILE')
    .option('--json', 'print one JSON object: status, value or error, stats', false)
    .option('--events', 'with --json: all events in it; else each as a line on stderr', false)
    .option('--quiet', 'no progress on stderr', false)
    .option('--allow-host <host:port>', 'a host that http.request may reach; repeatable', (host: string, hosts: string[]) => [...hosts, host], [] as string[])
    .option('--workspace <folder>', 'the folder that file steps may work in')
    .option(...library)
    .action(async (file: string, options: import('./run-command.ts').RunOptions) => done(await (await import('./run-command.ts')).runCommand(file, options, output)))
  addRehearsing(program, output, done)
  addRuns(program, output, done)
  addLibrary(program, output, done)
  addTriggers(program, output, done)
  addTasks(program, output, done)
  addTokens(program, output, done)
  addExchange(program, output, done)
  addOperate(program, output, done)
  program.addHelpText('after', '\nExit codes of run: 0 succeeded, 1 failed and rolled back, 2 refused (nothing was run), 3 halted, 4 rollback incomplete, 5 cancelled.\nExit codes of rehearse: the same, 3 for what never ends too, 6 a failure was not reached; with --expect, --require, --drill, --backtest: 1 not as it should be. Of diff: 1 different. Of import: 1 with --strict when something is not the same.\nExit codes of runs: 0 done, 2 refused; show --exit-code and events --follow end as run does.')
  return program
}

const gather = (text: string, texts: readonly string[]) => [...texts, text]

function addRehearsing(program: Command, output: Output, done: (code: number) => void): void {
  const library = ['--library <folder>', 'where compose steps find other workflows, as NAME.json; default: beside the file'] as const
  program
    .command('rehearse <file>')
    .description('run a document with effects replaced and failures on purpose')
    .option('--input <json>', 'the input as JSON, or @FILE; what is missing is made up')
    .option('--fixture <file>', 'input and pinned results, as JSON')
    .option('--fail <step>', 'STEP, STEP@ATTEMPT or STEP=KIND (fail, recover, timeout, crash, cancel, undo_fails, half_done, twice, late …); repeatable', gather, [] as readonly string[])
    .option('--matrix', 'every step failing in every way, as a table', false)
    .option('--expect <file>', 'ends 1 when a cell of the matrix does not come to what the file expects')
    .option('--update', 'with --expect: expect from now on what the matrix comes to', false)
    .option('--coverage', 'what of the effects is taken back', false)
    .option('--require <percent>', 'ends 1 when the coverage is less')
    .option('--drill', 'the accidents that every saga has to survive; ends 1 when one is not', false)
    .option('--backtest <file>', 'a recorded run (eddy run --json --events) to take through the document; repeatable', gather, [] as readonly string[])
    .option('--events', 'with --json: the events of the rehearsed run', false)
    .option('--json', 'print one JSON object', false)
    .option(...library)
    .action(async (file: string, options: import('./rehearse/rehearse-command.ts').RehearseOptions) => done(await (await import('./rehearse/rehearse-command.ts')).rehearseCommand(file, options, output)))
  program
    .command('diff <before> <after>')
    .description('which steps differ, and what that changes when something goes wrong')
    .option('--input <json>', 'the input as JSON, or @FILE')
    .option('--fixture <file>', 'input and pinned results, as JSON')
    .option('--json', 'print one JSON object', false)
    .option(...library)
    .action(async (before: string, after: string, options: import('./diff-command.ts').DiffOptions) => done(await (await import('./diff-command.ts')).diffCommand([before, after], options, output)))
}

/** Whatever kept a command from beginning, told once; with `--json` on stdout too. */
function refuse(error: unknown, argv: readonly string[], output: Output): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.succeeded : EXIT.refused
  if (!(error instanceof Refusal)) {
    output.err(`eddy failed, which is a defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return EXIT.refused
  }
  if (argv.includes('--json')) output.out(JSON.stringify({ status: 'invalid', error: { code: 'INVALID', message: error.message, retryable: false }, problems: error.problems }))
  output.err(error.message)
  for (const problem of error.problems) if (problem.message !== error.message) output.err(`  ${describeProblem(problem)}`)
  return EXIT.refused
}
