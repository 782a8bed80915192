#!/usr/bin/env node
import { load } from '../../../scripts/program.mjs'

const { main } = await load('packages/cli/src/main.ts')
process.exitCode = await main(process.argv.slice(2))
