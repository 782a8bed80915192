import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { OperateOptions, BackupOptions, MoveOptions } from './operate-commands.ts'

/** `eddy doctor`, `backup`, `restore`, `move`: for whoever keeps a server running. They read the same environment variables as the server. */
export function addOperate(program: Command, output: Output, done: (code: number) => void): void {
  const commands = () => import('./operate-commands.ts')
  const server = ['--server <url>', 'the running server; default: EDDY_URL, else http://127.0.0.1:4400'] as const
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
