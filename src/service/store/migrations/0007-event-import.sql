-- A file of events on its way in: at most one an application, gone when the import has ended. What an import has done
-- is written down in the transactions that do it, so that one which breaks off goes on without doing anything twice.

create table event_import (
  application_id text primary key references application (id),
  file text not null,
  -- of the file's size, beginning and end: another file is not gone on with
  fingerprint bytea not null,
  -- a check writes no event, and is not gone on with
  check_only boolean not null,
  -- the last line that was read
  line bigint not null default 0,
  fully_read boolean not null default false,
  staged bigint not null default 0,
  written bigint not null default 0,
  refused bigint not null default 0,
  skipped bigint not null default 0
);

-- Lines that are well-formed and not yet written, in the order in which they will be. No foreign key: rows of millions,
-- for a while.
create table event_import_line (
  application_id text not null,
  lead text collate "C" not null,
  date timestamptz(3) not null,
  line bigint not null,
  type text not null,
  owner text not null,
  note text,
  status text,
  status_collection_id text not null,
  lead_assignee text,
  lead_assignee_remove boolean not null,
  primary key (application_id, lead, date, line)
);

-- What the report of refused lines will say.
create table event_import_refusal (
  application_id text not null,
  line bigint not null,
  field text not null,
  code text not null,
  message text not null,
  primary key (application_id, line, field)
);
