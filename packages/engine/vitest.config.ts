import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: process.env['EDDY_CASES'] === undefined ? 30_000 : 3_600_000 } })
