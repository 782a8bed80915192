import { startDemo } from './demo.ts'

const demo = await startDemo({ port: Number(process.env['EDDY_DEMO_PORT'] ?? 4410) })
console.log(`The demo service is at ${demo.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close())
