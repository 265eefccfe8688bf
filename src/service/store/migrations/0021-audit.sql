-- Who did what to whom, apart from the events themselves, whose changes are in lead_event_change: a row per action. The
-- service's role can insert and read rows of its application, and change none.
create table audit_entry (
  application_id text not null references application (id),
  id bigint generated always as identity,
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('person', 'token', 'command line')),
  -- the id of the person, or the name of the token
  actor text,
  -- the person that a token or the command line named
  on_behalf_of text,
  action text not null,
  target_kind text not null,
  target text not null,
  ip_address text,
  request_id text,
  outcome text not null check (outcome in ('done', 'rejected')),
  primary key (application_id, id),
  unique (id)
);

alter table audit_entry enable row level security;
create policy own_application on audit_entry
  using (application_id = current_setting('leadline.application', true));
