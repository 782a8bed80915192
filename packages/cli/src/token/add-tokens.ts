import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { CreateOptions, TokenOptions } from './token-commands.ts'

const gather = (text: string, texts: readonly string[]) => [...texts, text]

/** `eddy token …`: what programs show to use a server's HTTP API. */
export function addTokens(program: Command, output: Output, done: (code: number) => void): void {
  const token = program.command('token').description('API tokens of a server')
  const command = (usage: string, description: string) => token.command(usage).description(description).option('--server <url>', 'the server; default: EDDY_URL, else http://127.0.0.1:4400').option('--json', 'print JSON', false)
  const commands = () => import('./token-commands.ts')
  command('create <name>', 'make a token; its secret is printed once, and only it is on stdout')
    .option('--scope <scope>', 'read, run, edit or admin; repeatable; default: read', gather, [] as readonly string[])
    .option('--expires <time>', 'when it expires: 12h, 30d, 52w; default: never')
    .action(async (name: string, options: CreateOptions) => done(await (await commands()).createCommand(name, options, output)))
  command('list', 'tokens, newest first; never a secret').action(async (options: TokenOptions) => done(await (await commands()).listCommand(options, output)))
  command('revoke <token>', 'turn whoever shows it away, from now on; by id or name').action(async (token: string, options: TokenOptions) => done(await (await commands()).revokeCommand(token, options, output)))
}
