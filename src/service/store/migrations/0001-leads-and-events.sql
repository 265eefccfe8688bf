-- Every table of the product carries application_id first in its keys, and nothing joins across applications: the same
-- statements then run on one machine and distributed by application.

create table application (
  id text primary key,
  name text not null,
  features text[] not null default '{}',
  status_collection_id text not null,
  note_visibility text not null default 'public',
  -- the latest updateTime that was given to a change of this application; see store/lead-events.ts
  last_update_time timestamptz(3) not null default '1970-01-01T00:00:00Z'
);

create table application_user (
  application_id text not null references application (id),
  id text not null,
  name text not null,
  role text not null check (role in ('rep', 'manager')),
  primary key (application_id, id)
);

create table api_token (
  application_id text not null references application (id),
  -- SHA-256 of the token, which itself is stored nowhere
  hash bytea not null,
  name text not null,
  primary key (application_id, hash)
);

create index api_token_by_hash on api_token (hash);

create table lead_status (
  application_id text not null references application (id),
  status_collection_id text not null,
  position int not null,
  label text not null,
  previous text,
  sink boolean not null,
  hidden boolean not null,
  primary key (application_id, status_collection_id, label)
);

-- Count, latest date and current state are kept in step with the lead's events, in the transaction of each write; this
-- row is also the lock under which a lead's writes decide the date rule.
create table lead (
  application_id text not null references application (id),
  id text not null,
  type text not null check (type in ('company', 'person')),
  name text,
  status text,
  lead_assignee text,
  last_event_date timestamptz(3),
  event_count int not null default 0 check (event_count >= 0),
  primary key (application_id, id)
);

create index lead_by_activity on lead (application_id, last_event_date desc nulls last, id);
create index lead_by_assignee on lead (application_id, lead_assignee, last_event_date desc nulls last, id);
create index lead_by_name on lead (application_id, coalesce(name, id), id);

create sequence lead_event_id;

create table lead_event (
  application_id text not null references application (id),
  id bigint not null default nextval('lead_event_id'),
  lead text not null,
  status text,
  status_collection_id text not null,
  note text,
  lead_assignee text,
  date timestamptz(3) not null,
  owner text not null,
  created timestamptz(3) not null,
  update_time timestamptz(3) not null,
  -- a tombstone, kept for sync: its note is gone
  deleted_at timestamptz(3),
  deleted_by text,
  primary key (application_id, id),
  foreign key (application_id, lead) references lead (application_id, id),
  foreign key (application_id, owner) references application_user (application_id, id),
  check ((deleted_at is null) = (deleted_by is null)),
  check (deleted_at is null or note is null)
);

-- unique: the date rule leaves no two events of a lead at one moment, and the database holds that too
create unique index lead_event_by_date on lead_event (application_id, lead, date) include (id) where deleted_at is null;
create index lead_event_by_status on lead_event (application_id, lead, date) include (status)
  where deleted_at is null and status is not null;
create index lead_event_by_update_time on lead_event (application_id, update_time, id);

-- who changed what: a row an update and a deletion
create table lead_event_change (
  application_id text not null,
  event_id bigint not null,
  update_time timestamptz(3) not null,
  kind text not null check (kind in ('update', 'delete')),
  changed_by text not null,
  note_before text,
  note_after text,
  date_before timestamptz(3) not null,
  date_after timestamptz(3),
  primary key (application_id, event_id, update_time),
  foreign key (application_id, event_id) references lead_event (application_id, id)
);
