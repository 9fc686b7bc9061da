/** Labels of one product with its barcode, three by eight on a sheet. */
import bwip from 'bwip-js/browser'
import { useMemo } from 'react'
import { useRead } from '../../app/bridge'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const onSheet = 24

/** The barcode as a picture that prints sharp at any size. Code 128 takes every character a code may have in ASCII. */
const pictureOf = (text: string): string | null => {
  try {
    const svg = bwip.toSVG({ bcid: 'code128', text, height: 10, includetext: false })
    return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
  } catch {
    return null
  }
}

export const LabelSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const read = useRead('products.entry', { id })
  const product = read.value
  const scanned = product ? product.barcode || product.code : ''
  const picture = useMemo(() => (scanned === '' ? null : pictureOf(scanned)), [scanned])
  useReady(read.refusal ? 'failed' : product ? 'ready' : 'waiting', onReady)
  if (!product) return null
  return (
    <div className="labels">
      {Array.from({ length: onSheet }, (_none, index) => (
        <div key={index} className="label">
          <strong>{product.code}</strong>
          <div>{product.name}</div>
          {picture === null ? null : <img src={picture} alt={scanned} />}
          <div className="small">{scanned}</div>
        </div>
      ))}
    </div>
  )
}
