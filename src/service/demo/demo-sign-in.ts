/** The ID of the demo's application. */
export const demoApplicationId = 'demo'

/** The password of every user of the demo. The service offers the demo on loopback addresses only. */
export const demoPassword = 'demo-password'
