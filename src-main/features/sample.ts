/** The sample office's lists, bundled as text: the office of the acceptance stories, with invented people. */
import customers from '../../resources/sample-office/customers.csv?raw'
import staff from '../../resources/sample-office/staff.csv?raw'

export const sampleLists = { customers, staff }
