-- The events of all leads by time, for the first screen and GET /v2/leadevents/recent. 2026-11-30, two busy cores, PostgreSQL 18,
-- 5,000,000 events of 100,000 leads over three years.

-- What an event changed on its lead: 1 the status, 2 the assignee, 4 it is the lead's first. It is null for events that were
-- stored before this column, imported, or follow a deleted or moved event: readers then compare with the lead's events
-- before it. So a deletion updates two rows at most, and this migration none.
alter table lead_event add column effects smallint;

-- Replaces the index of events with a note: the search reads only the first and the last date of it.
drop index lead_event_by_day;
create index lead_event_recent on lead_event (application_id, date, id) include (owner, lead_assignee, effects)
  where deleted_at is null;
create index lead_event_by_owner on lead_event (application_id, owner, date, id) include (status)
  where deleted_at is null;
create index lead_event_by_new_status on lead_event (application_id, status, date, id)
  where deleted_at is null and status is not null;

-- Leads by status: how many each person is assigned, which are quiet and for whom, and since when each has its status.
drop index lead_by_status;
create index lead_by_status on lead (application_id, status, last_event_date desc nulls last, id) include (lead_assignee);
create index lead_by_state on lead (application_id, status, lead_assignee);
create index lead_by_status_since on lead (application_id, status, status_date, id);
