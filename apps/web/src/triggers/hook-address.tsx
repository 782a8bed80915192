import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { curlLine, hookAddress } from './curl-line.ts'
import type { Config } from './trigger-types.ts'
import styles from './triggers.module.css'

/** Where a webhook is called, and how, to be copied. */
export function HookAddress({ config }: { readonly config: Config<'webhook'> }) {
  const { origin } = window.location
  return (
    <>
      <Copied label="Address" text={hookAddress(config.path, origin)} />
      <Copied label="Call it with curl" text={curlLine(config, origin)} />
      {config.signature === null ? <p className={styles.note}>It is not signed: whoever knows the address can start runs.</p> : <p className={styles.note}>Put the value of the secret {config.signature.secret} into SECRET first.</p>}
    </>
  )
}

type Copying = 'ready' | 'copied' | 'refused'

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  const [state, setState] = useState<Copying>('ready')
  const copy = () => navigator.clipboard.writeText(text).then(() => setState('copied'), () => setState('refused'))
  return (
    <div className={styles.copy}>
      <code className={styles.code} aria-label={label} role="group">{text}</code>
      <IconButton label={`Copy: ${label}`} size="small" onClick={() => void copy()}>{state === 'copied' ? <Check size={14} /> : <Copy size={14} />}</IconButton>
      {state === 'ready' ? null : <span role="status" className={styles.note}>{state === 'copied' ? 'It is on the clipboard.' : 'The browser did not let Eddy write to the clipboard.'}</span>}
    </div>
  )
}
