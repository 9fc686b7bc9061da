/** Rules of bulletins: how the coming days and the live signals become a text for people and chat groups. */
import type { ForecastDay, Notice, Signal } from '../weather/contract'
import { forceOf, gradeOf } from '../weather/rules'

type Place = { name: string; days: readonly (ForecastDay & { notices: readonly Notice[] })[] }
export type Language = 'zh' | 'en'
type Facts = {
  office: string
  day: string
  places: readonly Place[]
  signals: readonly Pick<Signal, 'issuer' | 'type' | 'color' | 'word' | 'text'>[]
}

const colors = {
  zh: { white: '白色', blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色', '': '' },
  en: { white: 'white', blue: 'blue', yellow: 'yellow', orange: 'orange', red: 'red', '': '' },
} as const
const grades = {
  zh: { light: '小', moderate: '中', heavy: '大', storm: '暴', severeStorm: '大暴', extremeStorm: '特大暴' },
  en: {
    light: 'light',
    moderate: 'moderate',
    heavy: 'heavy',
    storm: 'very heavy',
    severeStorm: 'torrential',
    extremeStorm: 'extreme',
  },
} as const
const measures = {
  zh: { gust: '阵风', wind: '风', rain: '雨', snow: '雪', high: '高温', low: '低温' },
  en: { gust: 'gusts', wind: 'wind', rain: 'rain', snow: 'snow', high: 'heat', low: 'cold' },
} as const

const fallOf = (kind: 'rain' | 'snow', amount: number | null, language: Language): string => {
  const grade = amount === null ? null : gradeOf(kind, amount)
  if (grade === null || amount === null) return ''
  if (language === 'zh') return `${grades.zh[grade]}${kind === 'rain' ? '雨' : '雪'} ${amount} 毫米`
  return `${grades.en[grade]} ${kind} ${amount} mm`
}

const lineOf = (day: ForecastDay & { notices: readonly Notice[] }, language: Language): string => {
  const zh = language === 'zh'
  const range = [day.low, day.high].every(value => value !== null)
    ? `${Math.round(day.low ?? 0)}${zh ? '～' : ' to '}${Math.round(day.high ?? 0)}${zh ? '℃' : ' °C'}`
    : ''
  const wind = day.wind === null ? '' : zh ? `风力 ${forceOf(day.wind)} 级` : `wind force ${forceOf(day.wind)}`
  const gust = day.gust === null ? '' : zh ? `阵风 ${forceOf(day.gust)} 级` : `gusts force ${forceOf(day.gust)}`
  const own = day.notices.map(({ measure }) => measures[language][measure]).join(zh ? '、' : ', ')
  const notice = own === '' ? '' : zh ? `本单位提示：${own}` : `office notice: ${own}`
  const of = zh ? `${Number(day.day.slice(5, 7))}月${Number(day.day.slice(8, 10))}日` : day.day
  return `${of} ${[zh ? day.sky : '', range, wind, gust, fallOf('rain', day.rain, language), fallOf('snow', day.snow, language), notice].filter(Boolean).join(zh ? '，' : ', ')}`
}

/** Title and text in one language. Only what a weather office issued is called a warning (rule 8). */
export const bulletinIn = (
  { office, day, places, signals }: Facts,
  language: Language,
): { title: string; text: string } => {
  const zh = language === 'zh'
  const of = zh ? `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日` : day
  const worst = signals[0]
  const title = worst
    ? zh
      ? `${of}天气通报：${worst.type}${colors.zh[worst.color]}预警`
      : `Weather bulletin ${of}: ${colors.en[worst.color]} warning (${worst.type})`
    : zh
      ? `${of}天气通报`
      : `Weather bulletin ${of}`
  const lines = [
    zh ? `【${office}天气通报】${of}` : `[${office}] Weather bulletin ${of}`,
    ...signals.map(signal =>
      zh
        ? `▲ ${signal.issuer}发布${signal.type}${colors.zh[signal.color]}预警${signal.word === '' ? '' : `（${signal.word}）`}`
        : `▲ ${[colors.en[signal.color], 'warning:', signal.type, 'by', signal.issuer].filter(Boolean).join(' ')}`,
    ),
    ...places.flatMap(place => [
      zh ? `${place.name}：` : `${place.name}:`,
      ...place.days.map(known => `  ${lineOf(known, language)}`),
    ]),
    ...(signals.length > 0 || places.some(({ days }) => days.some(({ notices }) => notices.length > 0))
      ? [
          zh
            ? '请各部门检查车辆和防护，送货前先问路况；客户那边有变化马上报告。'
            : 'Check vehicles and protection, ask about the roads before leaving, and report changes at customers at once.',
        ]
      : []),
    zh ? '看到请回复"收到"。' : 'Please reply "received".',
  ]
  return { title: title.slice(0, 80), text: lines.join('\n').slice(0, 3000) }
}
