/** What a table holds, in words. */
const words: { readonly [table: string]: string } = {
  run: 'Runs',
  run_event: 'Events of runs',
  value_blob: 'Large values',
  value_use: 'Which runs name which values',
  definition: 'Workflows as they were run',
  workflow: 'Workflows',
  version: 'Published versions',
  pointer: 'Environments',
  pointer_move: 'Moves of environments',
  fixture: 'Fixtures',
  expectation: 'Expectations',
  open_undo: 'The workbench',
  triage: 'Failures that were seen to',
  notice: 'Notices',
  sent_signal: 'Signals',
  secret: 'Secrets, encrypted',
  keyed_value: 'What steps keep',
  setting: 'Settings',
  saved_view: 'Saved views',
  library_entry: 'Library entries',
  library_version: 'Editions of library entries',
  library_rating: 'Ratings',
  installation: 'Installed from the library',
  trusted_signer: 'Trusted signers',
}

export function tableWords(name: string): string {
  return words[name] ?? name.replaceAll('_', ' ').replace(/^\w/, (letter) => letter.toUpperCase())
}
