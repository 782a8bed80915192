import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { ClaimOptions, FailOptions, HeldOptions, ListOptions } from './task-commands.ts'
import type { WorkOptions } from './work-command.ts'

const gather = (text: string, texts: readonly string[] = []) => [...texts, text]
const SERVER = ['--server <url>', 'the server; default: EDDY_URL, else http://127.0.0.1:4400'] as const
const QUEUE = ['--queue <name>', 'a queue to take tasks from; repeatable'] as const

/** `eddy work` and `eddy tasks …`: what runs leave to workers outside. */
export function addTasks(program: Command, output: Output, done: (code: number) => void): void {
  program
    .command('work <command...>')
    .description('do the tasks of queues with a command: payload on stdin, stdout is the result. Put -- before the command')
    .requiredOption(...QUEUE, gather)
    .option('--worker <name>', 'what people see; default: this machine and process')
    .option('--concurrency <number>', 'commands at a time', '1')
    .option('--idle <seconds>', 'end when no task comes for so long; default: never')
    .option('--quiet', 'no progress on stderr', false)
    .option(...SERVER)
    .addHelpText('after', '\nExit code 0 of the command completes the task, 75 gives it back, any other fails it with EXIT_<code> and the end of its stderr.\nThe command knows EDDY_TASK, EDDY_RUN, EDDY_STEP, EDDY_ATTEMPT, EDDY_QUEUE, EDDY_PURPOSE and EDDY_IDEMPOTENCY_KEY. EDDY_TOKEN is shown to the server.')
    .action(async (words: string[], options: WorkOptions) => done(await (await import('./work-command.ts')).workCommand(words, options, output)))
  addByHand(program, output, done)
}

function addByHand(program: Command, output: Output, done: (code: number) => void): void {
  const tasks = program.command('tasks').description('tasks of a server for workers outside: look at them, and do them by hand')
  const command = (usage: string, description: string) => tasks.command(usage).description(description).option(...SERVER).option('--json', 'print JSON', false)
  const held = (usage: string, description: string) => command(usage, description).requiredOption('--fence <number>', 'as the claim said')
  const commands = () => import('./task-commands.ts')
  command('list', 'what is offered or claimed, the latest offer first')
    .option('--queue <name>', 'of this queue')
    .option('--status <status>', 'offered, held or claimed')
    .option('--run <run>', 'of this run')
    .action(async (options: ListOptions) => done(await (await commands()).listTasks(options, output)))
  command('claim', 'take the next task; ends with 1 when there is none')
    .requiredOption(...QUEUE, gather)
    .option('--worker <name>', 'what people see', 'somebody at a command line')
    .option('--wait <seconds>', 'wait so long for one, 60 at most', '0')
    .action(async (options: ClaimOptions) => done(await (await commands()).claimTask(options, output)))
  held('heartbeat <task>', 'keep it, and tell how far it is')
    .option('--progress <json>', 'as JSON or @FILE')
    .action(async (task: string, options: HeldOptions & { readonly progress?: string }) => done(await (await commands()).heartbeatTask(task, options, output)))
  held('complete <task>', 'complete it')
    .option('--value <json>', 'its result, as JSON or @FILE; default: null')
    .action(async (task: string, options: HeldOptions & { readonly value?: string }) => done(await (await commands()).completeTask(task, options, output)))
  held('fail <task>', 'say that it has failed')
    .requiredOption('--message <text>', 'what happened')
    .option('--code <code>', 'for programs, such as OUT_OF_PAPER')
    .option('--final', 'another attempt would come to the same', false)
    .action(async (task: string, options: FailOptions) => done(await (await commands()).failTask(task, options, output)))
  held('release <task>', 'give it back')
    .option('--note <text>', 'why')
    .action(async (task: string, options: HeldOptions & { readonly note?: string }) => done(await (await commands()).releaseTask(task, options, output)))
}

