/** What every visit needs soon after its first view, in one script: each script of its own costs the browser its time. */
export { DraftList } from '../features/leads/DraftList.tsx'
export { openUnsent } from '../outbox/open-unsent.ts'
export { OutboxDialog } from '../outbox/ui/OutboxDialog.tsx'
export { LeadPath } from '../features/lead-path/LeadPath.tsx'
export { SignIn } from '../features/sign-in/SignIn.tsx'
export { TimelineScreen } from '../screens/timeline/TimelineScreen.tsx'
export { Unseen } from '../shell/Unseen.tsx'
