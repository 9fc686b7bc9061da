/** Rules of backups: their names, and what is said of one before it is proven. */
import type { BackupClaims } from './contract'

/** `Watchpost-FZ-2026-11-23-1405.tar`: the outlet's code and the office's own date and time; nothing personal. */
export const backupName = (outletCode: string, localDateTime: string): string => {
  const code = outletCode.replace(/[^A-Za-z0-9]/g, '')
  return [
    'Watchpost',
    code,
    localDateTime.replace(/[^0-9]/g, '').replace(/^(\d{4})(\d\d)(\d\d)(\d{6}).*$/, '$1-$2-$3-$4'),
  ]
    .filter(Boolean)
    .join('-')
    .concat('.tar')
}

type Counted = {
  office: { name: string; outletCode: string }
  createdAt: string
  program: string
  tables: Record<string, { rows: number }>
  journal: { rows: number }
  attachments: readonly unknown[]
}

/** A manifest's claims in the words of the screen. */
export const claimsOf = (manifest: Counted, bytes: number): BackupClaims => ({
  office: manifest.office.name,
  outletCode: manifest.office.outletCode,
  createdAt: manifest.createdAt,
  program: manifest.program,
  bytes,
  counts: {
    customers: manifest.tables['customer']?.rows ?? 0,
    staff: manifest.tables['colleague']?.rows ?? 0,
    users: manifest.tables['user']?.rows ?? 0,
    attachments: manifest.attachments.length,
    journal: manifest.journal.rows,
  },
})
