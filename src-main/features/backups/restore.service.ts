/** Answers the calls that bring a backup back: inspect, check, restore, undo. They work where no archive can be opened. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  extractAttachments,
  openBackup,
  proveImage,
  readClaims,
  refuseBackup,
  unlockIdentity,
} from '../../archive/backup'
import type { OpenedBackup, Progress, Work } from '../../archive/backup'
import type { Files } from '../../archive/files'
import type { ArchiveKey } from '../../archive/open'
import { readRecoveryCode } from '../../archive/recoveryCode'
import { restoreImage } from '../../archive/restore'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { Person, User } from '../access/contract'
import type { BackupClaims, backups } from './contract'
import { claimsOf } from './rules'

/** What restoring needs of the desk, as verbs. */
export type RestoreGate = {
  /** Throws Refused when somebody without the right, or nobody at a working archive, asks to replace it. */
  mayReplace: () => void
  /** The office whose archive is open, if one is. */
  openOffice: () => string | null
  /** Everybody who may sign in, as an opened backup has them. */
  activePeople: (image: OpenedBackup['image']) => User[]
  refuseWeak: (password: string, user: User, officeName: string) => void
  newOneTimePassword: () => string
  newKey: () => ArchiveKey
  /** Puts the file that `fill` makes in the current one's place, with key slots for these people, and opens it. */
  adopt: (
    key: ArchiveKey,
    office: string,
    recoveryCode: string,
    slots: readonly { signInName: string; password: string; oneTime: boolean }[],
    fill: (file: string) => Promise<void>,
  ) => Promise<void>
  /** Journals the restore, marks the colleagues' passwords as one-time, and signs the administrator in. */
  begin: (administrator: User, colleagues: readonly string[], createdAt: string) => Person
  replaced: () => boolean
  goBack: () => void
}

type Parameters = { gate: RestoreGate; files: Files; attachmentFolder: string }

export const restoreService = ({
  gate,
  files,
  attachmentFolder,
}: Parameters): Pick<Handlers<typeof backups>, 'inspect' | 'check' | 'restore' | 'undoable' | 'undoRestore'> => {
  const open = async (
    path: string,
    typed: string,
    work: Work,
  ): Promise<{ opened: OpenedBackup; claims: BackupClaims; code: string }> => {
    const code = readRecoveryCode(typed)
    if (!code) throw new Refused('access.mistypedRecoveryCode')
    const unproven = await readClaims(path, files)
    const opened = await openBackup(path, unproven, files, await unlockIdentity(unproven, code), work)
    return { opened, claims: claimsOf(opened.claims.manifest, opened.claims.bytes), code }
  }
  return {
    inspect: async ({ path }) => {
      gate.mayReplace()
      const { manifest, bytes } = await readClaims(path, files)
      return claimsOf(manifest, bytes)
    },

    check: async ({ path, recoveryCode }, work) => {
      gate.mayReplace()
      const { opened, claims } = await open(path, recoveryCode, work)
      try {
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
        const { manifest } = opened.claims
        const here = gate.openOffice()
        if (here !== null && here !== manifest.office.id)
          throw new Refused('backups.wrongOffice', { office: manifest.office.name })
        const people = gate.activePeople(opened.image)
        const chosen = people.find(
          user => user.signInName === administrator.signInName && user.role === 'administrator',
        )
        if (!chosen) throw new Refused('access.userNotFound')
        gate.refuseWeak(administrator.password, chosen, manifest.office.name)
        const colleagues = people
          .filter(user => user.id !== chosen.id)
          .map(({ id, signInName, displayName }) => ({
            id,
            signInName,
            displayName,
            password: gate.newOneTimePassword(),
          }))
        const key = gate.newKey()
        const slots = [
          { signInName: chosen.signInName, password: administrator.password, oneTime: false },
          ...colleagues.map(({ signInName, password }) => ({ signInName, password, oneTime: true })),
        ]
        await gate.adopt(key, manifest.office.id, code, slots, async file => {
          if (files.free(join(file, '..')) < opened.claims.bytes * 4) refuseBackup('diskFull')
          mkdirSync(attachmentFolder, { recursive: true })
          await extractAttachments(path, files, attachmentFolder)
          await restoreImage(opened, file, key, files, { progress: half(0.5), breathe })
        })
        const person = gate.begin(
          chosen,
          colleagues.map(({ id }) => id),
          manifest.createdAt,
        )
        return {
          person,
          claims,
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

    undoable: () => ({ undoable: gate.replaced() }),
    undoRestore: () => {
      gate.goBack()
      return Promise.resolve({})
    },
  }
}
