-- Imports of other systems' files: 2026-11-30.
--
-- Context. A long note becomes several events of a line, events of one time are spaced, leads have names, and a row of
-- another system has an ID of its own.
-- Decision. A staged line has a part, a lead's name and an external ID. The external ID of a written event stays in its
-- own table, which only imports use. An import records its options, because the rest of a file must be read with the same.
-- Consequence. A file with external IDs can be imported again at any time: its known lines are skipped.

alter table event_import
  add column options bytea not null default '',
  add column known bigint not null default 0,
  add column spaced bigint not null default 0;

alter table event_import_line
  add column part int not null default 0,
  add column lead_name text,
  add column external_id text,
  drop constraint event_import_line_pkey,
  add primary key (application_id, lead, date, line, part);

create table event_external_id (
  application_id text not null references application (id),
  external_id text collate "C" not null,
  event_id bigint not null,
  primary key (application_id, external_id)
);

alter table event_external_id enable row level security;
create policy own_application on event_external_id
  using (application_id = current_setting('leadline.application', true));
