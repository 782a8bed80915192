#!/usr/bin/env node
import { load } from '../../../scripts/program.mjs'

// what an error's stack names are the sources
process.setSourceMapsEnabled(true)
await load('apps/worker/src/main.ts')
