-- What the service keeps for itself in front of the real Atoka API.

-- Who somebody is there: the appUserId that Atoka knows them by. Without one it is their own id.
alter table application_user add column atoka_user_id text;

-- No two people of an application are one there, however that came about: by a mapping, by one that was cleared, or by
-- somebody new.
create unique index application_user_by_atoka_id on application_user (application_id, coalesce(atoka_user_id, id));

-- It can be an address, and the planner would keep samples of it beyond an erasure.
alter table application_user alter column atoka_user_id set statistics 0;
alter index application_user_by_atoka_id alter column 2 set statistics 0;

-- Leads that were opened or written to, with what was last read of them. Atoka lists no leads by their state.
create table atoka_lead (
  application_id text not null references application (id),
  id text not null,
  type text not null check (type in ('company', 'person')),
  name text,
  -- when the directory was last asked for the name
  name_read_at timestamptz(3),
  status text,
  status_date timestamptz(3),
  -- as Atoka says it: whom it means here is decided when it is read, for a mapping can change
  lead_assignee text,
  last_event_date timestamptz(3),
  event_count int not null default 0 check (event_count >= 0),
  -- how often something happened that may have changed the state, and how often it had when the state was last read of the
  -- events, null for never: where they differ, the state is out of date
  changes int not null default 0,
  read_changes int,
  primary key (application_id, id)
);

create index atoka_lead_by_activity on atoka_lead (application_id, last_event_date desc nulls last, id);
create index atoka_lead_by_name on atoka_lead (application_id, coalesce(name, id), id);

alter table atoka_lead enable row level security;
create policy own_application on atoka_lead
  using (application_id = current_setting('leadline.application', true));
