/** The plans the program ships, which every new office's library starts with. */
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
import { planBody, planHead } from './plans/contract'

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
