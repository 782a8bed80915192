import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ofRun, withServers } from '../../scripts/test-settings.ts'

const server = fileURLToPath(new URL('test/server.ts', import.meta.url))

export default defineConfig({ test: { ...ofRun, ...withServers, globalSetup: [...ofRun.globalSetup, server], include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } })
