import { useMutation } from '@tanstack/react-query'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { SecretRow } from './secret-types.ts'
import { SecretUsers } from './secret-users.tsx'
import styles from './settings.module.css'

/** Says what would no longer run before a secret goes. */
export function RemoveSecretDialog({ secret, onClose }: { readonly secret: SecretRow; readonly onClose: () => void }) {
  const { name, usedBy } = secret
  const remove = useMutation({
    mutationFn: () => client.secret.remove.mutate({ name, evenIfUsed: usedBy.length > 0 }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.secret.list.queryKey() })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${name}?`}
      description={usedBy.length > 0 ? 'These workflows take it and will not start without it. Runs under way fail at the step that takes it, and an undo that needs it fails too.' : 'No workflow takes it. Its value cannot be brought back.'}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>
            Keep it
          </Button>
          <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {usedBy.length > 0 ? 'Remove it all the same' : 'Remove'}
          </Button>
        </>
      }
    >
      {usedBy.length > 0 ? <SecretUsers users={usedBy} /> : null}
      {remove.isError ? (
        <p className={styles.error} role="alert">
          The secret was not removed: {remove.error.message}
        </p>
      ) : null}
    </Dialog>
  )
}
