import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } }, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } })
