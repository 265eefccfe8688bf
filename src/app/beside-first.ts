/** What every visit needs soon after its first view, in one script: each script of its own costs the browser its time. */
export { DraftList } from './leads/DraftList.tsx'
export { openUnsent } from './outbox/open-unsent.ts'
export { OutboxDialog } from './outbox/OutboxDialog.tsx'
export { LeadPath } from './path/LeadPath.tsx'
export { SignIn } from './session/SignIn.tsx'
export { TimelineScreen } from './timeline/TimelineScreen.tsx'
export { Unseen } from './Unseen.tsx'
