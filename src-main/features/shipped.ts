/** What the program ships and every new office starts with: plans, and the reference table of warning signals. */
import { z } from 'zod'
import complaint from '../../resources/plans/complaint.json'
import earlyDelivery from '../../resources/plans/earlyDelivery.json'
import faultCall from '../../resources/plans/faultCall.json'
import majorQuality from '../../resources/plans/majorQuality.json'
import severeWeather from '../../resources/plans/severeWeather.json'
import suddenDemand from '../../resources/plans/suddenDemand.json'
import systemIncident from '../../resources/plans/systemIncident.json'
import trafficAccident from '../../resources/plans/trafficAccident.json'
import vehicleBreakdown from '../../resources/plans/vehicleBreakdown.json'
import signals from '../../resources/signals.json'
import { planBody, planHead } from './plans/contract'
import { signalColors } from './weather/contract'

const shipped = planHead.pick({ key: true, name: true, icon: true }).extend({ body: planBody })

export const shippedPlans = z
  .array(shipped)
  .parse([
    complaint,
    majorQuality,
    vehicleBreakdown,
    trafficAccident,
    severeWeather,
    suddenDemand,
    earlyDelivery,
    systemIncident,
    faultCall,
  ])

/** What the national signals mean, with the edition they were taken from; the office may write its own over it (rule 8). */
export const shippedCriteria = z
  .object({
    edition: z.string(),
    criteria: z.array(z.object({ type: z.string(), color: z.enum(signalColors), zh: z.string(), en: z.string() })),
  })
  .parse(signals)
