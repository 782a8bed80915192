import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { OperateOptions, BackupOptions, MoveOptions } from './operate-commands.ts'

/** `eddy serve`, `worker`, `doctor`, `backup`, `restore`, `move`: for whoever keeps a server running. They read the same environment variables as the server. */
export function addOperate(program: Command, output: Output, done: (code: number) => void): void {
  const commands = () => import('./operate-commands.ts')
  const server = ['--server <url>', 'of this running server, wherever it is; default: what EDDY_DATA or DATABASE_URL name'] as const
  const programs = () => import('./start-program.ts')
  program
    .command('serve')
    .description('start the server with its page; needs no other service. The environment variables of docs/reference/environment.md hold')
    .option('--port <port>', 'in place of EDDY_PORT; 0: any free one')
    .option('--data <folder>', 'in place of EDDY_DATA')
    .action(async (options: { readonly port?: string; readonly data?: string }) => done(await (await programs()).startProgram('server', { EDDY_PORT: options.port, EDDY_DATA: options.data })))
  program
    .command('worker')
    .description('start a step worker of a server whose runs are in the hands of Restate')
    .option('--gateway <url>', 'of the server, in place of EDDY_GATEWAY_URL')
    .action(async (options: { readonly gateway?: string }) => done(await (await programs()).startProgram('worker', { EDDY_GATEWAY_URL: options.gateway })))
  program
    .command('doctor')
    .description('look at everything that keeps a server from working; changes nothing. Ends 1 when something does')
    .option(...server)
    .option('--json', 'print JSON', false)
    .action(async (options: OperateOptions) => done(await (await commands()).doctorCommand(options, output)))
  program
    .command('backup <file>')
    .description('write everything into one file, while the server runs or not')
    .option('--with-key', 'the key of the secrets too: whoever has the file can read them', false)
    .option(...server)
    .option('--json', 'print JSON', false)
    .action(async (file: string, options: BackupOptions) => done(await (await commands()).backupCommand(file, options, output)))
  program
    .command('restore <file>')
    .description('put a backup where nothing is: EDDY_DATA, or DATABASE_URL')
    .option('--json', 'print JSON', false)
    .action(async (file: string, options: { readonly json: boolean }) => done(await (await commands()).restoreCommand(file, options, output)))
  program
    .command('move')
    .description('move the embedded database of EDDY_DATA to a PostgreSQL server')
    .requiredOption('--to <url>', 'an empty database: postgres://user@host/name')
    .option('--with-runs', 'take runs along that are not over; they go on there', false)
    .option('--json', 'print JSON', false)
    .action(async (options: MoveOptions) => done(await (await commands()).moveCommand(options, output)))
}
