/** The page's entry: what must be there at once. Its libraries are loaded behind it, so that they keep nothing from the screen. */
import './app/begun'

void import('./app/start')
