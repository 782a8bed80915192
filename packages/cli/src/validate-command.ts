import { EXIT } from './exit-code.ts'
import type { Output } from './output.ts'
import { checkFile, hasErrors } from './read-document.ts'
import { describeProblem } from './refusal.ts'

export interface ValidateOptions {
  readonly json: boolean
  readonly library?: string
}

/** `eddy validate FILE…`: all problems of all files; warnings do not fail. */
export function validateCommand(files: readonly string[], options: ValidateOptions, output: Output): number {
  const checked = files.map((file) => checkFile(file, options.library))
  if (options.json) output.out(JSON.stringify(checked.map(({ file, problems }) => ({ file, valid: !hasErrors(problems), problems })), null, 2))
  else {
    for (const { file, problems } of checked) {
      output.out(hasErrors(problems) ? `${file}: not valid` : `${file}: valid`)
      for (const problem of problems) output.out(`  ${describeProblem(problem)}`)
    }
  }
  return checked.some(({ problems }) => hasErrors(problems)) ? EXIT.refused : EXIT.succeeded
}
