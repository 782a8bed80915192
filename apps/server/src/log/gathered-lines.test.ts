import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = (then: string) => `import { createLog } from ${JSON.stringify(fileURLToPath(new URL('create-log.ts', import.meta.url)))}
const { write } = process.stdout
let writes = 0
process.stdout.write = (...given) => { writes++; return write.apply(process.stdout, given) }
const log = createLog({ form: 'json', level: 'info' })
for (let n = 0; n < 50; n++) log.info({ n }, 'said')
${then}`
const run = (then: string) => spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program(then)], { encoding: 'utf8', cwd: fileURLToPath(new URL('../..', import.meta.url)) })

it.each([['goes on', "setTimeout(() => process.stderr.write(`${writes}`), 50)"], ['ends at once', "process.on('exit', () => process.stderr.write(`${writes}`)); process.exit(3)"], ['fails', "process.on('exit', () => process.stderr.write(`${writes}`)); throw new Error('no')"]])('what is said in one turn is written whole, in order and at once: by a process that %s', (_, then) => {
  const { stdout, stderr } = run(then)
  expect(stdout.trim().split('\n').map((line) => (JSON.parse(line) as { readonly n: number }).n)).toEqual(Array.from({ length: 50 }, (__, n) => n))
  expect(stderr).toMatch(/^1(?!\d)/)
})
