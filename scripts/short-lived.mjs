// For processes of tests, which live for seconds: what a database compiled to WebAssembly does in that time is not worth optimizing, and
// costs a quarter of the processor that a start takes. A Node.js that has no such setting says so and goes on.
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--wasm-tiering-budget=30000000')
