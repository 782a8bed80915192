import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { CreateOptions } from './create-trigger.ts'
import type { FireOptions, ListOptions, ServerOptions } from './trigger-commands.ts'

const gather = (text: string, texts: readonly string[]) => [...texts, text]

/** `eddy triggers …`: what starts runs of a server by itself. */
export function addTriggers(program: Command, output: Output, done: (code: number) => void): void {
  const triggers = program.command('triggers').description('what starts runs by itself')
  const command = (usage: string, description: string) => triggers.command(usage).description(description).option('--server <url>', 'the server; default: EDDY_URL, else http://127.0.0.1:4400').option('--json', 'print JSON', false)
  const commands = () => import('./trigger-commands.ts')
  command('list', 'all triggers, with when they are due and what came of the last time')
    .option('--workflow <name>', 'of this workflow, by name or id')
    .action(async (options: ListOptions) => done(await (await commands()).listTriggers(options, output)))
  command('show <trigger>', 'a trigger by id or name, its next times and what it has fired')
    .action(async (trigger: string, options: ServerOptions) => done(await (await commands()).showTrigger(trigger, options, output)))
  command('create <workflow> <name>', 'make a trigger of a workflow, by its name or id')
    .option('--cron <pattern>', 'fires at times of the clock')
    .option('--zone <zone>', 'with --cron: its time zone', 'UTC')
    .option('--every <duration>', 'fires every so often: PT15M, PT1H, P1D')
    .option('--at <time>', 'fires once, ISO 8601')
    .option('--webhook <path>', 'fires when /hooks/PATH is called')
    .option('--secret <name>', 'with --webhook: requests are signed with this secret')
    .option('--file <pattern>', 'fires when a file has arrived in the workspace')
    .option('--signal <name>', 'fires when a step has sent this signal')
    .option('--after <workflow>', 'fires when a run of this workflow has succeeded, by its id')
    .option('--manual', 'a person fires it', false)
    .option('--api', 'a program fires it', false)
    .option('--settings <json>', 'all settings instead, as JSON or @FILE')
    .option('--input <name=expression>', 'an input of the run, of what arrives; repeatable', gather, [] as readonly string[])
    .option('--only <expression>', 'a condition over what arrives')
    .option('--runs <version>', 'live, staging, dev, draft, or the number of a version', 'live')
    .action(async (workflow: string, name: string, options: CreateOptions) => done(await (await import('./create-trigger.ts')).createTrigger({ workflow, name }, options, output)))
  command('enable <trigger>', 'let it fire, from now on')
    .action(async (trigger: string, options: ServerOptions) => done(await (await commands()).enableTrigger(trigger, { ...options, enabled: true }, output)))
  command('pause <trigger>', 'let it fire no more for now')
    .action(async (trigger: string, options: ServerOptions) => done(await (await commands()).enableTrigger(trigger, { ...options, enabled: false }, output)))
  command('fire <trigger>', 'fire a manual or API trigger, or try out another one')
    .option('--payload <json>', 'what it gets, as JSON or @FILE')
    .option('--sample <json>', 'try it out with this in place of what would arrive, as JSON or @FILE')
    .option('--key <key>', 'idempotency key: the same key fires once')
    .action(async (trigger: string, options: FireOptions) => done(await (await commands()).fireTrigger(trigger, options, output)))
  command('delete <trigger>', 'remove it; the runs that it has started stay')
    .action(async (trigger: string, options: ServerOptions) => done(await (await commands()).deleteTrigger(trigger, options, output)))
}
