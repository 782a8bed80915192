// bench:profile E1 [size]: self time by function of the engine, in plain JavaScript.
import { spawnSync } from 'node:child_process'
import { bundle } from './bundle.ts'

const bundled = await bundle(['profile-sample.ts'])
const { status } = spawnSync(process.execPath, [bundled.file('profile-sample.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
bundled.remove()
if (status !== 0) process.exitCode = 1
