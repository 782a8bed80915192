import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import field from '../ui/field.module.css'
import styles from './settings.module.css'

/** The one time that a token's secret is shown. */
export function TokenSecret({ name, secret, onClose }: { readonly name: string; readonly secret: string; readonly onClose: () => void }) {
  const [copied, setCopied] = useState<boolean>()
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`The token ${name}`}
      description="Copy it now: it is not shown again, and cannot be got back."
      actions={
        <>
          <Button onClick={() => void copy()}>
            {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <input aria-label="Secret of the token" className={`${field.input} ${styles.secret}`} readOnly value={secret} onFocus={({ target }) => target.select()} />
      <p className={styles.note} role="status">
        {copied === false ? 'The browser did not let it be copied: select the text and copy it.' : copied ? 'It is in the clipboard.' : 'Send it as “Authorization: Bearer …”.'}
      </p>
    </Dialog>
  )
}
