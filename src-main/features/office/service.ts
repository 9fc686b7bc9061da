/** Answers the office's calls. */
import { z } from 'zod'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { office, OfficeEntry, Settings } from './contract'
import { defaultSettings, settings } from './contract'
import { isTimeZone } from './rules'
import type { OfficeStore } from './store'

export type OfficeService = Handlers<typeof office>

type Parameters = {
  store: OfficeStore
  /** Whether backups can be closed to this age recipient. */
  isRecipient: (text: string) => boolean
}

export const officeService = ({ store, isRecipient }: Parameters): OfficeService => {
  const entry = (): OfficeEntry => {
    const found = store.entry()
    if (!found) throw new Refused('office.notSetUp')
    return found
  }
  // Other facts stand in the same table; only the settings are taken from it.
  const current = (): Settings => z.object(settings.shape).parse({ ...defaultSettings, ...store.settings() })

  return {
    entry: () => entry(),
    correct: (input, { at, actor }) => {
      if (!isTimeZone(input.timeZone)) throw new Refused('office.unknownTimeZone', { timeZone: input.timeZone })
      if (!store.correct(input, at, actor.id)) throw new Refused('core.conflict')
      return entry()
    },
    settings: () => current(),
    changeSettings: input => {
      const { escrowRecipient = '' } = input
      if (escrowRecipient !== '' && !isRecipient(escrowRecipient)) throw new Refused('office.notARecipient')
      for (const [name, value] of Object.entries(input)) if (value !== undefined) store.putSetting(name, value)
      return current()
    },
    draft: ({ form }, { actor }) => {
      const draft = store.draft(actor.id, form)
      return draft ? { value: z.json().parse(draft.value), savedAt: draft.savedAt } : { value: null, savedAt: null }
    },
    keepDraft: ({ form, value }, { actor, at }) => {
      store.keepDraft(actor.id, form, value, at)
      return {}
    },
    dropDraft: ({ form }, { actor }) => {
      store.dropDraft(actor.id, form)
      return {}
    },
  }
}
