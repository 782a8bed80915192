// Loaded into a server before anything else: its wall clock is off by EDDY_TEST_CLOCK_OFF milliseconds, and at SIGUSR2 is put by as many as the file EDDY_TEST_CLOCK says.
import { readFileSync } from 'node:fs'

const Real = Date
let offset = Number(process.env.EDDY_TEST_CLOCK_OFF ?? 0)
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
