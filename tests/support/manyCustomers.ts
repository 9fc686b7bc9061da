/** Customers for benches: as many as wanted, the same in every run, written and filed as the program does it. */
import type { Db } from '../../src-main/archive/open'
import type { CustomerFields } from '../../src-main/features/customers/contract'
import { sortKeyOf } from '../../src-main/features/customers/search.rules'
import { customerSearch } from '../../src-main/features/customers/search.service'
import { searchStore } from '../../src-main/features/customers/search.store'
import { customersStore } from '../../src-main/features/customers/store'
import { readPhones } from '../../src-main/features/office/phones.rules'

/** A fixed sequence, so that every run asks the same of the same data. */
let state = 20_261_123
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T

const places = Array.from('丰福泉漳龙永安平宁南三明厦莆仙建瓯邵武长乐清晋江石狮')
const marks = Array.from(
  '恒力远洋海天宏图金辉瑞达华信鼎盛成博新宇昌隆万通嘉禾正源中联东升兴利民晨光凯旋盛世同创泰百川大地飞越广和顺鸿运山康朗润珠鹏程启航锐捷祥雅展众卓',
)
const trades = [
  '机械',
  '食品',
  '建材',
  '渔业',
  '纺织',
  '电子',
  '包装',
  '化工',
  '物流',
  '印刷',
  '塑胶',
  '汽配',
  '制冷',
  '五金',
  '环保',
  '陶瓷',
]
const forms = ['有限公司', '股份有限公司', '厂', '集团有限公司', '商行', '经营部']
const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任单解仇',
)
const given = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文辉立新晓东红梅海燕春生')

const entryAt = (index: number): CustomerFields => ({
  code: `C${String(index).padStart(7, '0')}`,
  name: `${pick(places)}州${pick(marks)}${pick(marks)}${pick(trades)}${pick(forms)}`,
  shortName: '',
  divisionCode: '',
  area: `${pick(Array.from('ABCDEF'))}区`,
  address: `${pick(places)}州市${pick(marks)}${pick(marks)}路 ${below(999) + 1} 号`,
  licenceNumber: '',
  licenceValidUntil: null,
  standing: 'normal',
  standingReason: '',
  notes: '',
  tags: [],
  contacts: [
    {
      name: pick(surnames) + pick(given) + (below(3) ? pick(given) : ''),
      role: '',
      email: '',
      note: '',
      preferred: true,
      phones: readPhones(`1${pick(['38', '39', '50', '86'])}${String(below(100_000_000)).padStart(8, '0')}`),
    },
  ],
  contracts: [],
  equipment: [],
})

const batch = 2000

/** Fills an archive; answers what wrote it and some of the entries. */
export const fillCustomers = (db: Db, customers: number, at: string, say: (count: number) => void) => {
  const store = customersStore(db)
  const searching = searchStore(db)
  const search = customerSearch(searching)
  const samples: CustomerFields[] = []
  for (let from = 0; from < customers; from += batch) {
    db.transaction(() => {
      for (let index = from; index < Math.min(customers, from + batch); index += 1) {
        const entry = entryAt(index)
        const id = `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
        search.keep(store.add(entry, id, sortKeyOf(entry.name), null, at, 'bench'), entry)
        if (index % Math.max(1, Math.floor(customers / 400)) === 0) samples.push(entry)
      }
    })()
    if (from % 100_000 === 0 && from > 0) say(from)
  }
  // What an office's desk does in its quiet moments.
  for (let step = 0; step < 200; step += 1) searching.merge()
  return { store, search, samples }
}
