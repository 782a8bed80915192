// Loaded into a server before anything else: at SIGUSR2 its wall clock is put by as many milliseconds as the file EDDY_TEST_CLOCK says.
import { readFileSync } from 'node:fs'

const Real = Date
let offset = 0
globalThis.Date = class extends Real {
  constructor(...args) {
    super(...(args.length === 0 ? [Real.now() + offset] : args))
  }
  static now() {
    return Real.now() + offset
  }
}
process.on('SIGUSR2', () => {
  offset = Number(readFileSync(process.env.EDDY_TEST_CLOCK ?? '', 'utf8'))
})
