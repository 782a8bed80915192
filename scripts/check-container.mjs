// Whether Dockerfile and compose.yaml are right, without Docker: what they name exists and fits, and what the image does works when it is
// done here, in a tree that has only what the image would have. `--static`, which is part of `npm test`, leaves that out.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readDockerfile } from './dockerfile.mjs'
import { load } from './program.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (file) => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json'))
const stages = readDockerfile(read('Dockerfile'))
const compose = parse(read('compose.yaml'))
const { db, eddy } = compose.services
const faults = []
const must = (holds, fault) => holds || faults.push(fault)

const ignored = read('.dockerignore').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
/** By the rules of .dockerignore that are used here: a name anywhere, or at the top. */
const isIgnored = (path) => ignored.some((rule) => path.split('/').some((_part, at, parts) => matches(parts.slice(0, at + 1).join('/'), rule)))
const matches = (path, rule) => {
  if (!rule.startsWith('**/')) return path === rule
  const name = path.split('/').at(-1)
  const wanted = rule.slice(3)
  return wanted.startsWith('*') ? name.endsWith(wanted.slice(1)) : name === wanted
}

// what the instructions name

const last = stages.at(-1)
const env = Object.fromEntries(last.instructions.filter(({ what }) => what === 'ENV').flatMap(({ args }) => args.map((arg) => arg.split('='))))
const value = (what) => last.instructions.findLast((instruction) => instruction.what === what)?.text
const { readSettings, VARIABLES: variables } = await load('apps/server/src/env.ts')
/** What the server would say to these variables; undefined when it would start. */
const refusal = (given) => {
  try {
    readSettings(given)
    return undefined
  } catch (error) {
    return error.message
  }
}

for (const { from, instructions } of stages) {
  const major = Number(/^node:(\d+)-/.exec(from)?.[1])
  must(manifest.engines.node.split('||').some((range) => (range.includes('>=') ? major >= parseInt(range.replace(/\D*/, ''), 10) : major === parseInt(range.replace(/\D*/, ''), 10))), `${from} is not among the engines of package.json (${manifest.engines.node})`)
  for (const { what, flags, args, text } of instructions) {
    if (what === 'COPY' && !flags.from) for (const source of args.slice(0, -1)) must(existsSync(join(root, source)) && !isIgnored(source), `COPY ${source}: there is no such file, or .dockerignore leaves it out`)
    if (what === 'COPY' && flags.from) must(stages.some(({ name }) => name === flags.from), `COPY --from=${flags.from}: there is no such stage`)
    if (what === 'RUN') for (const [, version] of text.matchAll(/pnpm@([\d.]+)/g)) must(`pnpm@${version}` === manifest.packageManager, `RUN uses pnpm@${version}, package.json ${manifest.packageManager}`)
  }
}
for (const name of Object.keys(env)) must(name === 'NODE_ENV' || variables.has(name), `ENV ${name}: nobody reads that`)
must(value('EXPOSE') === env.EDDY_PORT, `EXPOSE ${value('EXPOSE')}, but EDDY_PORT is ${env.EDDY_PORT}`)
must(value('VOLUME') === env.EDDY_DATA, `VOLUME ${value('VOLUME')}, but EDDY_DATA is ${env.EDDY_DATA}`)
must(value('USER') !== undefined && !/^(root|0)\b/.test(value('USER')), 'the image runs as root')
must(value('CMD')?.startsWith('['), 'CMD must be a list: a shell in between does not pass SIGTERM on')

/** Where of the checkout a path of the last stage comes from; undefined when nothing is copied there. */
function sourceOf(path) {
  let workdir = '/'
  for (const { what, flags, args, text } of last.instructions) {
    if (what === 'WORKDIR') workdir = resolve(workdir, text)
    if (what !== 'COPY' || flags.from) continue
    for (const source of args.slice(0, -1)) {
      const target = resolve(workdir, args.at(-1).endsWith('/') ? join(args.at(-1), source) : args.at(-1))
      const inside = relative(target, path)
      if (!inside.startsWith('..') && existsSync(join(root, source, inside)) && !isIgnored(join(source, inside))) return join(source, inside)
    }
  }
  return undefined
}

const workdir = value('WORKDIR')
const program = resolve(workdir, JSON.parse(value('CMD')).at(-1))
must(sourceOf(workdir) !== undefined, `WORKDIR ${workdir}: nothing is copied there`)
must(sourceOf(program) !== undefined, `CMD starts ${program}, which the image does not have`)
const asked = [...(sourceOf(program) ? read(sourceOf(program)) : '').matchAll(/from '(\.[^']+)'/g)].map(([, file]) => resolve(dirname(program), file))
for (const file of [...asked, resolve(program, '../../../../prisma/migrations')]) must(sourceOf(file) !== undefined, `the image does not have ${file}, which the server reads at its start`)
for (const { args } of last.instructions.filter(({ what, flags }) => what === 'COPY' && flags.from)) {
  // what a stage makes is not in the checkout as it is copied, but where it is made is
  for (const source of args.slice(0, -1)) must(isIgnored(relative('/eddy', source)) && existsSync(join(root, relative('/eddy', dirname(source)))), `COPY --from ${source}: the stage does not make it`)
}
const probe = value('HEALTHCHECK')
const { PROBES } = await load('apps/server/src/http/health-routes.ts')
for (const [, name] of probe.matchAll(/process\.env\.(\w+)/g)) must(name in env, `HEALTHCHECK reads ${name}, which is not set`)
must([...PROBES].some((path) => probe.includes(`${path}\``)), `HEALTHCHECK asks for none of ${[...PROBES].join(', ')}`)
must(last.instructions.some(({ what, text }) => what === 'RUN' && text === `install -d -o ${value('USER')} -g ${value('USER')} ${env.EDDY_DATA}`), `${value('USER')} has no folder ${env.EDDY_DATA} of its own`)
must(refusal(env) === undefined, `ENV: ${refusal(env)}`)

const composed = Object.fromEntries(Object.entries(eddy.environment).map(([name, text]) => [name, text.replaceAll(/\$\{[^}]+\}/g, 'x')]))
const given = { ...env, ...composed }
must(refusal(given) === undefined, `compose.yaml: ${refusal(given)}`)
must(resolve(root, eddy.build) === root, `compose.yaml builds ${eddy.build}, where no Dockerfile is`)
const password = /^\$\{(\w+)/.exec(db.environment.POSTGRES_PASSWORD)?.[1]
must(eddy.environment.DATABASE_URL.includes(`\${${password}:?`), `compose.yaml: DATABASE_URL does not have the password ${password} of the database`)
must(db.healthcheck.test.at(-1) === `pg_isready -U ${db.environment.POSTGRES_USER} -d ${db.environment.POSTGRES_DB}`, 'compose.yaml: the health of the database is asked of another user or database')
must(db.volumes.some((volume) => volume.endsWith(':/var/lib/postgresql/data')), 'compose.yaml keeps no volume where PostgreSQL has its data')
for (const name of Object.keys(eddy.environment)) must(variables.has(name), `compose.yaml: nobody reads ${name}`)
for (const [name, setting] of Object.entries({ EDDY_SECRET_KEY: eddy.environment.EDDY_SECRET_KEY, POSTGRES_PASSWORD: db.environment.POSTGRES_PASSWORD })) must(/^\$\{\w+:\?/.test(setting), `compose.yaml: ${name} has a value of its own; it must be asked for`)
for (const port of eddy.ports) must(new RegExp(`^127\\.0\\.0\\.1:\\d+:${env.EDDY_PORT}$`).test(port), `compose.yaml publishes ${port}; it must be ${env.EDDY_PORT} of the container, on 127.0.0.1`)
must(eddy.volumes.some((volume) => volume.endsWith(`:${env.EDDY_DATA}`)), `compose.yaml keeps no volume at ${env.EDDY_DATA}`)
must(parseInt(eddy.stop_grace_period, 10) * 1000 > Number(given.EDDY_DRAIN_MS ?? 25_000) + 5000, 'compose.yaml: stop_grace_period leaves no time after EDDY_DRAIN_MS')
must(eddy.depends_on.db.condition === 'service_healthy' && db.healthcheck !== undefined, 'compose.yaml: eddy must wait for a healthy database')
const url = new URL(composed.DATABASE_URL)
must(url.port === '5432' && url.hostname in compose.services && url.username === db.environment.POSTGRES_USER && url.pathname.slice(1) === db.environment.POSTGRES_DB, 'compose.yaml: DATABASE_URL does not lead to the database that is made')
for (const volume of [...eddy.volumes, ...db.volumes]) must(volume.split(':')[0] in compose.volumes, `compose.yaml: the volume ${volume} is not declared`)

// what the instructions do

const places = mkdtempSync(join(tmpdir(), 'eddy-container-'))
const homeOf = (stage) => join(places, `stage-${stages.indexOf(stage)}`)
/** A path of the image, here. */
const at = (stage, path, workdir = '/') => join(homeOf(stage), resolve(workdir, path))

function copy(stage, { flags, args }, workdir) {
  const to = args.at(-1)
  for (const source of args.slice(0, -1)) {
    const from = flags.from ? at(stages.find(({ name }) => name === flags.from), source) : join(root, source)
    if (!existsSync(from)) throw new Error(`COPY --from=${flags.from} ${source}: the stage does not make it`)
    const target = to.endsWith('/') ? at(stage, join(to, source), workdir) : at(stage, to, workdir)
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, filter: (path) => flags.from !== undefined || !isIgnored(relative(root, path)) })
  }
}

function run(stage, { text }, workdir) {
  const made = /^install -d .* (\/\S+)$/.exec(text)?.[1]
  if (made) return mkdirSync(at(stage, made), { recursive: true })
  console.log(`  ${text.slice(0, 110)}`)
  const { status, stdout, stderr } = spawnSync(text, { shell: true, cwd: at(stage, workdir), encoding: 'utf8', env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmpdir(), CI: '1', TURBO_TELEMETRY_DISABLED: '1', npm_config_registry: process.env.npm_config_registry ?? '', ...(process.env.npm_config_registry ? {} : { npm_config_registry: undefined }) } })
  if (status !== 0) throw new Error(`RUN ${text}\n${stdout.slice(-2000)}\n${stderr.slice(-3000)}`)
}

function build(stage) {
  let folder = '/'
  for (const instruction of stage.instructions) {
    if (instruction.what === 'WORKDIR') mkdirSync(at(stage, (folder = resolve(folder, instruction.text))), { recursive: true })
    else if (instruction.what === 'COPY') copy(stage, instruction, folder)
    else if (instruction.what === 'RUN') run(stage, instruction, folder)
  }
}

/** CMD, as the image starts it; HEALTHCHECK says when it is there; SIGTERM ends it in order. */
async function serve() {
  const port = await freePort()
  const variablesHere = { PATH: process.env.PATH, HOME: places, ...env, EDDY_PORT: String(port), EDDY_DATA: at(last, env.EDDY_DATA) }
  const [command, ...args] = JSON.parse(value('CMD'))
  const server = spawn(command, args, { cwd: at(last, workdir), env: variablesHere, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  server.stdout.on('data', (text) => (said += String(text)))
  server.stderr.on('data', (text) => (said += String(text)))
  const ended = new Promise((done) => server.once('exit', done))
  const [asker, ...asking] = JSON.parse(/CMD (\[.*\])$/.exec(probe)[1])
  const healthy = () => spawnSync(asker, asking, { cwd: at(last, workdir), env: variablesHere }).status === 0
  try {
    for (let tries = 0; !healthy(); tries++) {
      if (tries > 300 || server.exitCode !== null) throw new Error(`the image's server does not become healthy: ${said.slice(-3000)}`)
      await new Promise((done) => setTimeout(done, 1000))
    }
    const answers = async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).status
    if ((await answers('/ready')) !== 200) throw new Error('the server is healthy, but not ready')
    if (!(await (await fetch(`http://127.0.0.1:${port}/`)).text()).includes('<script')) throw new Error('the server of the image does not serve the page')
    for (const line of said.trim().split('\n')) JSON.parse(line)
  } finally {
    server.kill('SIGTERM')
  }
  const code = await ended
  if (code !== 0) throw new Error(`the server of the image ended with ${code}: ${said.slice(-3000)}`)
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => probe.once('listening', done))
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return port
}

try {
  if (faults.length === 0 && !process.argv.includes('--static')) {
    console.log('What the Dockerfile does, done here:')
    const began = Date.now()
    for (const stage of stages) build(stage)
    await serve()
    console.log(`  started, healthy, ready, stopped in order; ${Math.round((Date.now() - began) / 1000)} s in all`)
  }
} catch (error) {
  faults.push(error.message)
} finally {
  rmSync(places, { recursive: true, force: true })
}
for (const fault of faults) console.error(`container: ${fault}`)
if (faults.length === 0) console.log('Dockerfile and compose.yaml are right.')
process.exit(faults.length === 0 ? 0 : 1)
