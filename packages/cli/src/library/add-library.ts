import type { Command } from 'commander'
import type { Output } from '../output.ts'
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
    .action(async (words: readonly string[], options: LibraryOptions) => done(await (await commands()).searchCommand(words, options, output)))
  command('show <name>', 'what an entry needs and does, and how it fails')
    .action(async (name: string, options: LibraryOptions) => done(await (await commands()).showCommand(name, options, output)))
  command('install <name>', 'make a workflow of an entry')
    .option('--number <number>', 'this version of it; the newest when left out', Number)
    .option('--pinned', 'published at once, to be composed; else a draft to go on with', false)
    .option('--secret <theirs=ours>', 'the secret here for one of the entry; repeatable', gather, [] as readonly string[])
    .option('--host <theirs=ours>', 'the address here for one of the entry; repeatable', gather, [] as readonly string[])
    .option('--key <key>', 'idempotency key: the same key installs once')
    .action(async (name: string, options: LibraryOptions) => done(await (await commands()).installCommand(name, options, output)))
  command('publish <workflow> <version>', 'share a published version of a workflow, by its id')
    .option('--as <name>', 'what it is called in the library')
    .option('--title <title>')
    .option('--description <text>')
    .option('--category <name>', '', '')
    .option('--tag <name>', 'repeatable', gather, [] as readonly string[])
    .option('--note <text>', 'what is new in it', '')
    .action(async (workflow: string, version: string, options: LibraryOptions) => done(await (await commands()).publishCommand({ workflowId: workflow, version: Number(version) }, options, output)))
  command('export <names...>', 'put entries in a signed bundle')
    .requiredOption('--out <file>', 'the file to write')
    .option('--signer <name>', 'who signs it', 'Eddy')
    .action(async (names: readonly string[], options: LibraryOptions) => done(await (await commands()).exportCommand(names, options, output)))
  command('import <bundle>', 'take a signed bundle into the library')
    .option('--trust', 'believe its signer from now on', false)
    .action(async (bundle: string, options: LibraryOptions) => done(await (await commands()).importCommand(bundle, options, output)))
  library
    .command('verify <bundle>')
    .description('check, without a server, that a bundle is what its signer signed')
    .option('--json', 'print JSON', false)
    .action(async (bundle: string, options: { readonly json: boolean }) => done((await import('./verify-bundle-command.ts')).verifyBundleCommand(bundle, options, output)))
}
