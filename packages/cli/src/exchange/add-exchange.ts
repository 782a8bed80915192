import type { Command } from 'commander'
import type { Output } from '../output.ts'
import type { DraftOptions } from './draft-command.ts'
import type { ExportOptions } from './export-command.ts'
import type { ImportOptions } from './import-command.ts'

/** `eddy import` and `eddy export`: documents from and to other forms. */
export function addExchange(program: Command, output: Output, done: (code: number) => void): void {
  program
    .command('import <file>')
    .description('read an older Eddy document, an n8n workflow, a Mermaid flowchart or a state machine; - is standard input')
    .option('--out <file>', 'write the document to this file; - is standard output')
    .option('--into <place>', 'make it a workflow of the server: draft or library')
    .option('--name <name>', 'its name, in place of the one that it brings')
    .option('--title <title>', 'its title')
    .option('--category <name>', 'with --into library')
    .option('--server <url>', 'the server; EDDY_URL, else http://127.0.0.1:4400')
    .option('--key <key>', 'idempotency key: the same key imports once')
    .option('--strict', 'ends 1, and makes nothing, when not everything is the same afterwards', false)
    .option('--json', 'print one JSON object', false)
    .action(async (file: string, options: ImportOptions) => done(await (await import('./import-command.ts')).importCommand(file, options, output)))
  program
    .command('draft <goal>')
    .description('take a goal in words apart and draw the workflow that it comes to, with its undos; needs no server')
    .option('--name <name>', 'what the workflow is called', 'drafted_workflow')
    .option('--out <file>', 'the file to write; standard output when left out')
    .option('--demo <url>', 'the demo service, for requests that name no address')
    .option('--json', 'print the goals and the document as one JSON object', false)
    .action(async (goal: string, options: DraftOptions) => done((await import('./draft-command.ts')).draftCommand(goal, options, output)))
  program
    .command('export <what>')
    .description('write a file, or a workflow of the server by its name or id, in another form')
    .option('--as <form>', 'json, typescript, mermaid or plan', 'json')
    .option('--number <number>', 'this version of it; the draft when left out', Number)
    .option('--out <file>', 'the file to write; standard output when left out')
    .option('--server <url>', 'the server; EDDY_URL, else http://127.0.0.1:4400')
    .action(async (what: string, options: ExportOptions) => done(await (await import('./export-command.ts')).exportCommand(what, options, output)))
}
