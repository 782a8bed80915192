// Builds and packs the packages that are published, and looks at the tarballs as a stranger would: publint, attw, and a program that
// installs them. `npm run check:packages`; `--keep` leaves the folder for a look.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const { packageManager } = manifestOf(root)
const windows = process.platform === 'win32'
// each takes the declarations of the ones before it
const PACKAGES = ['workflow', 'engine', 'builder', 'rehearsal', 'client']

function run(command, args, { cwd = root, shell = false, stdout = 'inherit' } = {}) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', stdout, 'inherit'], shell, env: { ...process.env, npm_config_update_notifier: 'false' } })
  if (error || status !== 0) throw new Error(`${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : ''}`)
}

/** A tool that is installed at the root, without a shell or a shim in between. */
function tool(name, args, cwd) {
  const folder = join(root, 'node_modules', name)
  const { bin } = manifestOf(folder)
  run(process.execPath, [join(folder, typeof bin === 'string' ? bin : Object.values(bin)[0]), ...args], { cwd })
}

function build(folder) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  tool('typescript', ['-p', 'tsconfig.build.json'], folder)
}

function pack(folder, target) {
  const before = new Set(readdirSync(target))
  run(windows ? 'npx.cmd' : 'npx', ['--yes', packageManager, 'pack', '--pack-destination', target], { cwd: folder, shell: windows, stdout: 'ignore' })
  const [tarball] = readdirSync(target).filter((name) => name.endsWith('.tgz') && !before.has(name))
  return join(target, tarball)
}

/** Unpacks what has been packed as an install would, and links what it depends on. */
function install(consumer, name, tarball) {
  const modules = join(consumer, 'node_modules')
  const target = join(modules, '@eddy', name)
  mkdirSync(target, { recursive: true })
  run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  for (const dependency of Object.keys(manifestOf(target).dependencies ?? {})) {
    const link = join(modules, dependency)
    if (dependency.startsWith('@eddy/')) continue
    mkdirSync(dirname(link), { recursive: true })
    rmSync(link, { recursive: true, force: true })
    symlinkSync(realpathSync(join(root, 'packages', name, 'node_modules', dependency)), link, 'junction')
  }
}

const PROGRAM = `import { embed, result, workflow } from '@eddy/builder'
import { runDocument } from '@eddy/engine/testing'
import { parseDuration } from '@eddy/workflow/duration'
import { createClient, pages } from '@eddy/client'

const greeting = workflow('greeting').step('who', { kind: 'name' }).step('greet', { kind: 'greet', arguments: { who: result('who') } })
// @ts-expect-error the declarations know the names
workflow('wrong').step('who', { kind: 'name' }).return('whom')
const greeted = (who: string, signal: AbortSignal) => (signal.aborted ? '' : 'Hello ' + who)
const { run } = embed({ steps: { name: () => 'Ada', greet: ({ who }: { who: string }, { signal }) => greeted(who, signal) } })
const { status, value } = await run(greeting)
if (status !== 'succeeded' || value !== 'Hello Ada') throw new Error(status)
if (parseDuration('PT1S') !== 1000) throw new Error('duration')
if ((await runDocument({ steps: [{ name: 'a', kind: 'pure' }] }).run.settled()).status !== 'succeeded') throw new Error('testing')
const answer = { items: [{ id: 'r1', name: 'greeting' }], nextCursor: null }
const eddy = createClient({ url: 'http://eddy.example', token: 'eddy_x', fetch: async () => Response.json(answer) })
// @ts-expect-error the declarations know the addresses
eddy.GET('/nowhere')
for await (const workflow of pages((cursor) => eddy.GET('/workflows', { params: { query: cursor } }))) if (workflow.name !== 'greeting') throw new Error('client')
console.log('the packed packages run')
`

/** Checks every declaration, those of the packages included, with the resolutions that programs use. */
function tryOut(consumer) {
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(join(consumer, 'program.ts'), PROGRAM)
  // what the client's readme shows first must be right as it stands, under the strictest settings too
  writeFileSync(join(consumer, 'readme.ts'), /```ts\n([^]*?)```/.exec(readFileSync(join(root, 'packages', 'client', 'README.md'), 'utf8'))[1])
  writeFileSync(join(consumer, 'globals.d.ts'), 'declare const process: { readonly env: { readonly [name: string]: string | undefined } }\n')
  const compile = (...resolution) => tool('typescript', ['--ignoreConfig', 'program.ts', 'readme.ts', 'globals.d.ts', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--target', 'es2024', '--lib', 'es2024,dom', '--types', '', ...resolution], consumer)
  compile('--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit')
  compile('--module', 'nodenext', '--moduleResolution', 'nodenext')
  run(process.execPath, ['program.js'], { cwd: consumer })
}

const target = mkdtempSync(join(tmpdir(), 'eddy-packages-'))
const consumer = join(target, 'consumer')
try {
  for (const name of PACKAGES) {
    const folder = join(root, 'packages', name)
    build(folder)
    const tarball = pack(folder, target)
    tool('publint', [tarball, '--strict'])
    tool('@arethetypeswrong/cli', [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'ascii'])
    install(consumer, name, tarball)
  }
  tryOut(consumer)
} finally {
  if (process.argv.includes('--keep')) console.log(target)
  else rmSync(target, { recursive: true, force: true })
}
