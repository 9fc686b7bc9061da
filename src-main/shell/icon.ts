/** The program's icon for its window and for the tray; Windows takes the window's from the executable itself. */
import { nativeImage } from 'electron'
import type { NativeImage } from 'electron'
import picture from '../../resources/icons/icon-256.png?inline'

export const windowIcon = (): NativeImage => nativeImage.createFromDataURL(picture)

/** Sixteen pixels at the size that each screen's scale asks for. */
export const trayIcon = (): NativeImage => {
  const whole = windowIcon()
  const icon = nativeImage.createEmpty()
  for (const scaleFactor of [1, 1.25, 1.5, 2, 3]) {
    const size = Math.round(16 * scaleFactor)
    const buffer = whole.resize({ width: size, height: size, quality: 'best' }).toPNG()
    icon.addRepresentation({ scaleFactor, width: size, height: size, buffer })
  }
  return icon
}
