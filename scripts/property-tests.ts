// Loaded before the tests of every package: what the property tests draw.
import fc from 'fast-check'
import { drawn } from './test-settings.ts'

if (drawn !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: drawn })
