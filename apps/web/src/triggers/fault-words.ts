/** A refusal of the server as a sentence: what does not fit in the settings comes as a list of issues. */
export function faultWords({ message }: { readonly message: string }): string {
  try {
    const issues: unknown = JSON.parse(message)
    return Array.isArray(issues) ? issues.map(issueWords).join(' ') : message
  } catch {
    return message
  }
}

function issueWords(issue: { readonly path?: readonly unknown[]; readonly message?: string }): string {
  const at = issue.path?.filter((part) => !['settings', 'config', 'when'].includes(String(part))).join('.') ?? ''
  return `${at === '' ? '' : `“${at}” `}${issue.message ?? 'does not fit'}.`
}
