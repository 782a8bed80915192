import { defineConfig } from 'vitest/config'

// real servers, databases and processes: in CI, where other work shares the machine, a test has two more tries
export default defineConfig({ test: { retry: process.env['CI'] ? 2 : 0, maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } }, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } })
