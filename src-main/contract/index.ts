/** Joins the features' contracts: everything the page may ask stands here. */
import { access } from '../features/access/contract'
import { backups } from '../features/backups/contract'
import { briefings } from '../features/briefing/contract'
import { bulletins } from '../features/bulletins/contract'
import { callouts } from '../features/callouts/contract'
import { customers } from '../features/customers/contract'
import { duty } from '../features/duty/contract'
import { earlyDelivery } from '../features/early/contract'
import { files } from '../features/files/contract'
import { finding } from '../features/finding/contract'
import { fleet } from '../features/fleet/contract'
import { incidents } from '../features/incidents/contract'
import { lists } from '../features/lists/contract'
import { manual } from '../features/manual/contract'
import { messages } from '../features/messages/contract'
import { office } from '../features/office/contract'
import { paper } from '../features/paper/contract'
import { plans } from '../features/plans/contract'
import { products } from '../features/products/contract'
import { sourcing } from '../features/sourcing/contract'
import { skills } from '../features/skills/contract'
import { staff } from '../features/staff/contract'
import { stock } from '../features/stock/contract'
import { purchasing } from '../features/purchasing/contract'
import { stocktakes } from '../features/stocktakes/contract'
import { suspensions } from '../features/suspensions/contract'
import { suppliers } from '../features/suppliers/contract'
import { system } from '../features/system/contract'
import { tools } from '../features/tools/contract'
import { training } from '../features/training/contract'
import { updates } from '../features/updates/contract'
import { visits } from '../features/visits/contract'
import { weather } from '../features/weather/contract'
import type { Api } from './wire'

export const contract = {
  access,
  backups,
  briefing: briefings,
  bulletins,
  callouts,
  customers,
  duty,
  early: earlyDelivery,
  files,
  finding,
  fleet,
  incidents,
  lists,
  manual,
  messages,
  office,
  paper,
  plans,
  products,
  skills,
  sourcing,
  staff,
  purchasing,
  stock,
  stocktakes,
  suppliers,
  suspensions,
  system,
  tools,
  training,
  updates,
  visits,
  weather,
}

export type DeskContract = typeof contract
export type DeskApi = Api<DeskContract>
