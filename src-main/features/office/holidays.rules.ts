/** Public holidays and working weekends (调休) as the program brings them; an office's own word stands over them. */
import published from 'chinese-days/dist/chinese-days.json'
import type { CalendarDay } from './contract'

/** Each is written as `English name,中文名,days`. */
const dayOf = ([day, names]: [string, string], working: boolean): CalendarDay => {
  const [english = '', chinese = ''] = names.split(',')
  return {
    day,
    working,
    name: working ? `${chinese}调休上班` : chinese,
    nameEn: working ? `Working (${english})` : english,
    own: false,
  }
}

/** Every published day that differs from its weekday. */
export const publishedDays: readonly CalendarDay[] = [
  ...Object.entries(published.holidays).map(entry => dayOf(entry, false)),
  ...Object.entries(published.workdays).map(entry => dayOf(entry, true)),
].sort((a, b) => a.day.localeCompare(b.day))
