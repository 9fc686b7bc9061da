/** The pair of age keys that closes and opens an office's backups. */
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** The backup identity: its secret opens backups, its recipient closes them; `wrapped` is the secret under the recovery code. */
export type BackupIdentity = { secret: string; recipient: string; wrapped: Buffer }

// The code has 160 random bits, so a costly derivation would protect nothing; it would only slow down the standard tool.
const codeWorkFactor = 6

/** Whether a backup can be closed to this age recipient (`age1…`). */
export const isRecipient = (text: string): boolean => {
  try {
    new Encrypter().addRecipient(text)
    return true
  } catch {
    return false
  }
}

/** A new backup identity under a recovery code as it is printed. */
export const newBackupIdentity = async (recoveryCode: string): Promise<BackupIdentity> => {
  const secret = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.setPassphrase(recoveryCode)
  encrypter.setScryptWorkFactor(codeWorkFactor)
  return {
    secret,
    recipient: await identityToRecipient(secret),
    wrapped: Buffer.from(await encrypter.encrypt(`${secret}\n`)),
  }
}
