import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { KeepOptions } from './keep-commands.ts'
import type { LibraryOptions } from './library-commands.ts'

const gather = (text: string, texts: readonly string[]) => [...texts, text]

/** `eddy library …`: what is shared. */
export function addLibrary(program: Command, output: Output, done: (code: number) => void): void {
  const library = program.command('library').description('workflows that are shared')
  const command = (usage: string, description: string) => library.command(usage).description(description).option('--server <url>', 'the server; EDDY_URL, else http://127.0.0.1:4400').option('--json', 'print JSON', false)
  const commands = () => import('./library-commands.ts')
  command('search [words...]', 'find entries that have every word')
    .option('--category <name>', 'of this category only')
    .option('--tag <name>', 'with this tag only')
    .option('--for-agent <name>', 'that ask this agent or pool only')
    .action(async (words: readonly string[], options: LibraryOptions) => done(await (await commands()).searchCommand(words, options, output)))
  command('show <name>', 'what an entry needs and does, and how it fails')
    .action(async (name: string, options: LibraryOptions) => done(await (await commands()).showCommand(name, options, output)))
  command('install <name>', 'make a workflow of an entry')
    .option('--number <number>', 'this version of it; the newest when left out', Number)
    .option('--pinned', 'published at once, to be composed; else a draft to go on with', false)
    .option('--derived', 'a draft that may be shared as an extension of the entry', false)
    .option('--secret <theirs=ours>', 'the secret here for one of the entry; repeatable', gather, [] as readonly string[])
    .option('--host <theirs=ours>', 'the address here for one of the entry; repeatable', gather, [] as readonly string[])
    .option('--agent <theirs=ours>', 'the agent here for an agent or pool of the entry; repeatable', gather, [] as readonly string[])
    .option('--key <key>', 'idempotency key: the same key installs once')
    .action(async (name: string, options: LibraryOptions) => done(await (await commands()).installCommand(name, options, output)))
  command('publish <workflow> <version>', 'share a published version of a workflow, by its id')
    .option('--as <name>', 'what it is called in the library')
    .option('--title <title>')
    .option('--description <text>')
    .option('--category <name>', '', '')
    .option('--tag <name>', 'repeatable', gather, [] as readonly string[])
    .option('--note <text>', 'what is new in it', '')
    .option('--extend', 'kept as what it does unlike the entry that it was installed from', false)
    .option('--expose <as=step.path>', 'an inner result that becomes part of its result; repeatable', gather, [] as readonly string[])
    .option('--key <key>', 'idempotency key: the same key publishes once')
    .action(async (workflow: string, version: string, options: LibraryOptions) => done(await (await commands()).publishCommand({ workflowId: workflow, version: Number(version) }, options, output)))
  command('export <names...>', 'put entries in a signed bundle')
    .requiredOption('--out <file>', 'the file to write')
    .option('--signer <name>', 'who signs it', 'Eddy')
    .action(async (names: readonly string[], options: LibraryOptions) => done(await (await commands()).exportCommand(names, options, output)))
  command('import <bundle>', 'take a signed bundle into the library')
    .option('--trust', 'believe its signer from now on', false)
    .option('--key <key>', 'idempotency key: the same key imports once')
    .action(async (bundle: string, options: LibraryOptions) => done(await (await commands()).importCommand(bundle, options, output)))
  addKeeping(command, output, done)
  library
    .command('verify <bundle>')
    .description('check, without a server, that a bundle is what its signer signed')
    .option('--json', 'print JSON', false)
    .action(async (bundle: string, options: { readonly json: boolean }) => done((await import('./verify-bundle-command.ts')).verifyBundleCommand(bundle, options, output)))
}

/** What is done about entries and installed workflows afterwards. */
function addKeeping(command: (usage: string, description: string) => Command, output: Output, done: (code: number) => void): void {
  const commands = () => import('./keep-commands.ts')
  command('suggestions', 'parts of workflows that succeed again and again and are not shared')
    .option('--min-runs <number>', 'in at least so many successful runs of the last 30 days', Number, 3)
    .action(async (options: KeepOptions & { readonly minRuns: number }) => done(await (await commands()).suggestionsCommand(options, output)))
  command('updates', 'installed workflows of which there is a newer version').action(async (options: KeepOptions) => done(await (await commands()).updatesCommand(options, output)))
  command('update <workflow>', 'say what an update would bring; with --yes bring it into the draft')
    .option('--yes', 'do it', false)
    .option('--key <key>', 'idempotency key: the same key updates once')
    .action(async (workflow: string, options: KeepOptions & { readonly yes: boolean }) => done(await (await commands()).updateCommand(workflow, options, output)))
  command('rate <name> <stars>', 'give an entry 1 to 5 stars')
    .requiredOption('--by <name>', 'who rates: one rating for each person')
    .option('--comment <text>', 'why')
    .action(async (name: string, stars: string, options: KeepOptions & { readonly comment?: string; readonly by: string }) => done(await (await commands()).rateCommand({ name, stars }, options, output)))
  command('retire <name>', 'offer an entry no more; what was installed stays')
    .option('--back', 'offer it again', false)
    .action(async (name: string, options: KeepOptions & { readonly back: boolean }) => done(await (await commands()).retireCommand(name, options, output)))
}
