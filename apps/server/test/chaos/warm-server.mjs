import { load } from '../../../../scripts/program.mjs'

process.setSourceMapsEnabled(true)
await load('apps/server/test/chaos/warm-server.ts')
