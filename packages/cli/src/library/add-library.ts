import type { Command } from 'commander'
import type { Output } from '../output.ts'

/** `eddy library …`: what is shared. */
export function addLibrary(program: Command, output: Output, done: (code: number) => void): void {
  const library = program.command('library').description('workflows that are shared as signed bundles')
  library
    .command('verify <bundle>')
    .description('check, without a server, that a bundle is what its signer signed')
    .option('--json', 'print JSON', false)
    .action(async (bundle: string, options: { readonly json: boolean }) => done((await import('./verify-bundle-command.ts')).verifyBundleCommand(bundle, options, output)))
}
