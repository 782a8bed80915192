import { load } from '../../scripts/program.mjs'

await load('bench/durable/d3-work.ts')
