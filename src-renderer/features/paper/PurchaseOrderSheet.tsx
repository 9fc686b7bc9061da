/** A purchase order as it goes to the supplier (B2.4). */
import { useTranslation } from 'react-i18next'
import { totalFen } from '../../../src-main/features/purchasing/rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useMoney } from '../../components/useMoney'
import { useQuantity } from '../../components/useQuantity'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const PurchaseOrderSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('paper')
  const { day } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const office = useRead('office.entry', {}).value
  const entry = useRead('purchasing.entry', { id })
  const purchase = entry.value
  const supplierId = purchase?.supplierId ?? null
  const supplier = useRead('suppliers.entry', { id: supplierId ?? '' }, { enabled: supplierId !== null })
  const ready = purchase && office && (supplierId === null || supplier.value)
  useReady(entry.refusal ? 'failed' : ready ? 'ready' : 'waiting', onReady)
  if (!purchase || !office) return null
  const { priceFen } = purchase
  const total = priceFen === null ? null : totalFen(priceFen, purchase.quantity)
  const facts = [
    [t('purchase.number'), purchase.number],
    [t('purchase.buyer'), [office.name, office.address, office.phone].filter(Boolean).join(' · ')],
    [
      t('purchase.supplier'),
      supplier.value
        ? [supplier.value.name, supplier.value.contact, supplier.value.phone, supplier.value.address]
            .filter(Boolean)
            .join(' · ')
        : '',
    ],
    [t('purchase.orderedOn'), purchase.orderedOn ? day(purchase.orderedOn) : ''],
    [t('purchase.dueOn'), purchase.dueOn ? day(purchase.dueOn) : ''],
    [t('purchase.deliverTo'), purchase.warehouse],
    [t('purchase.approval'), [purchase.document, purchase.approvedBy].filter(Boolean).join(' · ')],
  ] as const
  return (
    <>
      <h1>{t('title.purchaseOrder')}</h1>
      <FactTable facts={facts} />
      <table>
        <thead>
          <tr>
            <th>{t('stock.code')}</th>
            <th style={{ width: '34%' }}>{t('stock.product')}</th>
            <th className="figure">{t('purchase.quantity')}</th>
            <th className="figure">{t('purchase.price')}</th>
            <th className="figure">{t('purchase.total')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{purchase.code}</td>
            <td>{purchase.product}</td>
            <td className="figure">
              {quantity(purchase.quantity)} {purchase.unit}
            </td>
            <td className="figure">{priceFen === null ? '' : money(priceFen)}</td>
            <td className="figure">{total === null ? '' : money(total)}</td>
          </tr>
        </tbody>
      </table>
      <Signatures names={[t('purchase.signBuyer'), t('purchase.signSupplier')]} />
    </>
  )
}
