/** Answers the calls that bring a backup back: inspect, check, restore, undo. They work where no archive can be opened. */
import { mkdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  extractAttachments,
  openBackup,
  proveImage,
  readClaims,
  readHead,
  unlockIdentity,
} from '../../archive/backupReader'
import type { OpenedBackup, Progress, Work } from '../../archive/backupReader'
import type { Files } from '../../archive/files'
import type { ArchiveKey } from '../../archive/open'
import { readRecoveryCode } from '../../archive/recoveryCode'
import { restoreImage, roomOf } from '../../archive/restore'
import type { CountTrees } from '../../archive/trees'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { Person, User } from '../access/contract'
import type { BackupClaims, backups } from './contract'
import { extension } from './file.rules'
import { claimsOf } from './rules'

/** What restoring needs of the desk, as verbs. */
export type RestoreGate = {
  /** Throws Refused when somebody without the right, or nobody at a working archive, asks to replace it. */
  mayReplace: () => void
  /** The office whose archive is open, if one is. */
  openOffice: () => string | null
  /** Everybody who may sign in, as an opened backup has them. */
  activePeople: (image: OpenedBackup['image']) => User[]
  refuseWeak: (password: string, user: User, officeName: string) => Promise<void>
  newOneTimePassword: () => string
  newKey: () => ArchiveKey
  /** A last backup of the archive that is open, wherever one can be written. */
  backUpFirst: () => Promise<void>
  /**
   * Puts the file that `fill` makes in the current one's place, with key slots for these people, and opens it. What
   * either of the two refuses leaves everything as it was.
   */
  adopt: (
    key: ArchiveKey,
    office: string,
    recoveryCode: string,
    slots: () => Promise<readonly { signInName: string; password: string; oneTime: boolean }[]>,
    fill: (file: string) => Promise<void>,
  ) => Promise<void>
  /** A recovery code of its own for an archive that headquarters' key opened; the backups from then on need it. */
  newRecoveryCode: () => string
  /** Gives the open archive a backup identity under that code. */
  takeRecoveryCode: (code: string) => Promise<void>
  /** The same counts as a backup claims, taken from the open archive. */
  counts: () => BackupClaims['counts']
  /** Journals the restore, marks the colleagues' passwords as one-time, and signs the administrator in. */
  begin: (administrator: User, colleagues: readonly string[], createdAt: string) => Person
  undoableUntil: () => string | null
  goBack: () => void
}

type Parameters = {
  gate: RestoreGate
  files: Files
  attachmentFolder: string
  /** Counts the restored archive's trees, in another thread where there is one. */
  countTrees: CountTrees
  /** Roots of the drives that are plugged in, and the folders of known places. */
  whereToLook: () => Promise<string[]>
}

/** Headquarters' key as age writes it; anything else that is typed is a recovery code. */
const escrowKey = /AGE-SECRET-KEY-1[0-9A-Z]+/
const megabyte = 1024 ** 2
/** Folders looked into on each drive, and files shown. */
const [mostFolders, mostFiles] = [200, 50]

export const restoreService = ({
  gate,
  files,
  attachmentFolder,
  countTrees,
  whereToLook,
}: Parameters): Pick<
  Handlers<typeof backups>,
  'find' | 'inspect' | 'check' | 'restore' | 'undoable' | 'undoRestore'
> => {
  const open = async (
    path: string,
    typed: string,
    work: Work,
  ): Promise<{ opened: OpenedBackup; claims: BackupClaims; code: string | null }> => {
    const escrow = escrowKey.exec(typed.toUpperCase())?.[0] ?? null
    const code = escrow === null ? readRecoveryCode(typed) : null
    if (escrow === null && code === null) throw new Refused('access.mistypedRecoveryCode')
    const unproven = await readHead(path, files)
    const secret = escrow ?? (await unlockIdentity(unproven, code ?? ''))
    const opened = await openBackup(path, unproven, files, secret, work)
    return { opened, claims: claimsOf(opened.claims.manifest, opened.claims.bytes), code }
  }
  /** Before anybody chooses a password, and again before anything is written. */
  const refuseWithoutRoom = ({ claims: { manifest } }: OpenedBackup): void => {
    const missing = manifest.attachments.filter(({ sha256 }) => !files.isFile(join(attachmentFolder, sha256)))
    const room = missing.reduce((sum, { bytes }) => sum + bytes, roomOf(manifest))
    const free = files.free(dirname(attachmentFolder))
    if (free < room)
      throw new Refused('backups.noRoom', { needed: Math.ceil(room / megabyte), free: Math.floor(free / megabyte) })
  }
  const isBackup = (name: string): boolean => name.endsWith(extension)
  const backupsIn = async (folder: string, deeper: boolean): Promise<string[]> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    const own = entries.filter(entry => entry.isFile() && isBackup(entry.name)).map(({ name }) => join(folder, name))
    if (!deeper) return own
    const folders = entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.')).slice(0, mostFolders)
    const below = await Promise.all(folders.map(({ name }) => backupsIn(join(folder, name), false)))
    return [...own, ...below.flat()]
  }
  return {
    find: async () => {
      // SECURITY: whoever may not restore here is told nothing of what lies on its drives (tests/e2e/security.spec.ts).
      gate.mayReplace()
      const folders = [...new Set(await whereToLook())]
      const paths = [...new Set((await Promise.all(folders.map(folder => backupsIn(folder, true)))).flat())]
      // The name carries the time; what is not whole is not offered.
      const newest = paths.sort((one, other) => (basename(one) < basename(other) ? 1 : -1)).slice(0, mostFiles)
      const found = []
      for (const path of newest) {
        const read = await readClaims(path, files).catch((error: unknown) => {
          if (error instanceof Refused) return null
          throw error
        })
        if (read)
          found.push({ path, name: basename(path), folder: dirname(path), claims: claimsOf(read.manifest, read.bytes) })
      }
      return found.sort((one, other) => (one.claims.createdAt < other.claims.createdAt ? 1 : -1))
    },

    inspect: async ({ path }) => {
      const { manifest, bytes } = await readClaims(path, files)
      return claimsOf(manifest, bytes)
    },

    check: async ({ path, recoveryCode }, work) => {
      gate.mayReplace()
      const { opened, claims } = await open(path, recoveryCode, work)
      try {
        refuseWithoutRoom(opened)
        await proveImage(opened, work)
        const administrators = gate
          .activePeople(opened.image)
          .filter(({ role }) => role === 'administrator')
          .map(({ signInName, displayName }) => ({ signInName, displayName }))
        return { claims, administrators }
      } finally {
        opened.image.close()
      }
    },

    restore: async ({ path, recoveryCode, administrator }, { progress, breathe }) => {
      gate.mayReplace()
      const half = (from: number) => (value: Progress) => {
        progress({ ...value, fraction: from + value.fraction / 2 })
      }
      const { opened, claims, code } = await open(path, recoveryCode, { progress: half(0), breathe })
      try {
        refuseWithoutRoom(opened)
        const { manifest } = opened.claims
        const here = gate.openOffice()
        if (here !== null && here !== manifest.office.id)
          throw new Refused('backups.wrongOffice', { office: manifest.office.name })
        const people = gate.activePeople(opened.image)
        const chosen = people.find(
          user => user.signInName === administrator.signInName && user.role === 'administrator',
        )
        if (!chosen) throw new Refused('access.userNotFound')
        const colleagues = people
          .filter(user => user.id !== chosen.id)
          .map(({ id, signInName, displayName }) => ({
            id,
            signInName,
            displayName,
            password: gate.newOneTimePassword(),
          }))
        await gate.backUpFirst()
        const key = gate.newKey()
        const newCode = code === null ? gate.newRecoveryCode() : null
        // Judged while the archive is copied: a weak password is refused before anything is in its place.
        const slots = async () => {
          await gate.refuseWeak(administrator.password, chosen, manifest.office.name)
          return [
            { signInName: chosen.signInName, password: administrator.password, oneTime: false },
            ...colleagues.map(({ signInName, password }) => ({ signInName, password, oneTime: true })),
          ]
        }
        await gate.adopt(key, manifest.office.id, code ?? newCode ?? '', slots, async file => {
          mkdirSync(attachmentFolder, { recursive: true })
          if (manifest.attachments.length > 0) await extractAttachments(path, files, attachmentFolder)
          await restoreImage(opened, file, key, files, countTrees, { progress: half(0.5), breathe })
        })
        const restored = gate.counts()
        const person = gate.begin(
          chosen,
          colleagues.map(({ id }) => id),
          manifest.createdAt,
        )
        if (newCode !== null) await gate.takeRecoveryCode(newCode)
        return {
          person,
          claims,
          restored,
          recoveryCode: newCode,
          colleagues: colleagues.map(({ signInName, displayName, password }) => ({
            signInName,
            displayName,
            password,
          })),
        }
      } finally {
        opened.image.close()
      }
    },

    undoable: () => ({ until: gate.undoableUntil() }),
    undoRestore: () => {
      gate.goBack()
      return Promise.resolve({})
    },
  }
}
