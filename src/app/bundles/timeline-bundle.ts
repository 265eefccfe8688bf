/** What every visit needs soon after its first view, in one script, because each additional script costs loading time. */
export { DraftList } from '../features/leads/DraftList.tsx'
export { openOutbox } from '../outbox/open-outbox.ts'
export { OutboxDialog } from '../outbox/ui/OutboxDialog.tsx'
export { LeadPath } from '../features/lead-path/LeadPath.tsx'
export { SignIn } from '../features/sign-in/SignIn.tsx'
export { TimelineScreen } from '../screens/timeline/TimelineScreen.tsx'
export { BackgroundTasks } from '../shell/BackgroundTasks.tsx'
