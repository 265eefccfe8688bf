/** The application that the demo lives in. */
export const demoApplicationId = 'demo'

/** The password of every person of the demo, which is served on loopback addresses only. */
export const demoPassword = 'demo-password'
