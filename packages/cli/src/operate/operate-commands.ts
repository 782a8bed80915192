import { resolve } from 'node:path'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { asList, asObject, asText, openServer } from '../runs/server.ts'
import { fetchBackup } from './fetch-backup.ts'

export interface OperateOptions {
  readonly server?: string
  readonly json: boolean
}

export interface BackupOptions extends OperateOptions {
  readonly withKey: boolean
}

export interface MoveOptions {
  readonly to: string
  readonly withRuns: boolean
  readonly json: boolean
}

type Operate = typeof import('@eddy/server/operate')
type Finding = Awaited<ReturnType<Operate['doctor']>>[number]

/** A program of its own: what opens databases is not loaded for other commands. */
async function operations(): Promise<Operate> {
  const { load } = (await import(new URL('../../../../scripts/program.mjs', import.meta.url).href)) as { readonly load: (entry: string) => Promise<unknown> }
  // what that file exports
  return (await load('apps/server/src/operate/index.ts')) as Operate
}

const MARKS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const
const FAILED = 1

/** One line for each thing that was looked at, worst last so that it is seen. */
export async function doctorCommand({ server, json }: OperateOptions, output: Output): Promise<number> {
  const ask = async (url: string) => asList(await openServer(url).query('system.doctor', {})).map(findingOf)
  // of one that may be elsewhere, nothing is to be learnt from this machine
  const findings = server === undefined ? await (await operations()).doctor(process.env, ask) : await ask(server)
  const failed = findings.some(({ status }) => status === 'fail')
  if (json) output.out(JSON.stringify({ ok: !failed, findings }))
  else for (const finding of findings) output.out(lineOf(finding))
  return failed ? FAILED : EXIT.succeeded
}

function lineOf({ status, name, detail, todo }: Finding): string {
  return `${MARKS[status]}  ${name.padEnd(13)}  ${detail}${todo === undefined ? '' : `\n      ${todo}`}`
}

function findingOf(said: unknown): Finding {
  const finding = asObject(said)
  const status = finding?.['status']
  return { name: asText(finding?.['name']), status: status === 'ok' || status === 'warn' ? status : 'fail', detail: asText(finding?.['detail']), ...(typeof finding?.['todo'] === 'string' ? { todo: finding['todo'] } : {}) }
}

export async function backupCommand(file: string, { server, json, withKey }: BackupOptions, output: Output): Promise<number> {
  return refusing(async ({ backup }) => {
    const path = resolve(file)
    const { header, end, bytes } = await backup(path, { variables: process.env, withKey, server, fetch: fetchBackup })
    if (json) output.out(JSON.stringify({ file: path, bytes, header, ...end }))
    else output.out(`${path}: ${rowsOf(end.tables)} and ${end.files} files in ${bytes} bytes, read back and whole.`)
    if (!json && header.keyId !== null && !withKey) output.err('The secrets in it are sealed, and their key is not in it: keep secret.key of the data folder (or EDDY_SECRET_KEY) in another place. Without it nobody can read them again.')
    return EXIT.succeeded
  })
}

export async function restoreCommand(file: string, { json }: { readonly json: boolean }, output: Output): Promise<number> {
  return refusing(async ({ restore }) => {
    const { header, end, secrets, into } = await restore(resolve(file), process.env)
    if (json) output.out(JSON.stringify({ into, secrets, header, ...end }))
    else output.out(`Restored into ${into}: ${rowsOf(end.tables)} and ${end.files} files, as they were at ${header.madeAt}. Runs that were not over go on, and triggers fire, when the server starts; with EDDY_READ_ONLY=1 it only shows what is there.`)
    if (!json && secrets === 'key missing') output.err('The secrets cannot be opened with the key that is here: put the secret.key that they were sealed with into the data folder (or set EDDY_SECRET_KEY), or set them again.')
    return EXIT.succeeded
  })
}

export async function moveCommand({ to, withRuns, json }: MoveOptions, output: Output): Promise<number> {
  return refusing(async ({ move }) => {
    const moved = await move(to, { variables: process.env, withRuns })
    if (json) output.out(JSON.stringify(moved))
    else output.out(`Moved to ${moved.to}: ${rowsOf(moved.tables)}, read back and compared. Start servers with DATABASE_URL from now on, and with the same EDDY_DATA: the files and the key of secrets stay in ${moved.dataDir}.${moved.unfinished > 0 ? ` ${moved.unfinished} runs go on there.` : ''}`)
    return EXIT.succeeded
  })
}

function rowsOf(tables: { readonly [table: string]: { readonly rows: number } }): string {
  const filled = Object.values(tables).filter(({ rows }) => rows > 0)
  return `${filled.reduce((sum, { rows }) => sum + rows, 0)} rows of ${filled.length} tables`
}

/** What is refused, and settings that are wrong, are a sentence; a defect is not. */
async function refusing(act: (operate: Operate) => Promise<number>): Promise<number> {
  const operate = await operations()
  try {
    return await act(operate)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(error instanceof Error && error.message !== '' ? error.message : `The database does not answer: ${String(error)}`)
  }
}
