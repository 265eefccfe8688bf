-- Erasure: texts go, facts stay. Who erased what and when is a change of the event like any other; the lead and the user
-- say it themselves, for their name went. docs/personal-data.md lists what is erased.

alter table lead_event_change drop constraint lead_event_change_kind_check;
alter table lead_event_change
  add constraint lead_event_change_kind_check check (kind in ('update', 'delete', 'erase')),
  -- the texts of this change are gone, which is not the same as never having been there
  add column erased boolean not null default false;

alter table lead add column erased_at timestamptz(3), add column erased_by text;
alter table application_user add column erased_at timestamptz(3), add column erased_by text;

-- all events of a lead are those of lead_event_by_date and these
create index lead_event_deleted on lead_event (application_id, lead, id) where deleted_at is not null;

-- What an import has staged can hold a text that is to go, so the service gets at those of its application.
alter table event_import_line enable row level security;
create policy own_application on event_import_line
  using (application_id = current_setting('leadline.application', true));

-- The planner keeps samples of what stands in a column, texts too: pg_stats. It needs hardly any of these, so that after an
-- erasure others are taken from 300 rows, whatever the size of the table. Of the search's index it keeps the ten commonest
-- keys: a word of one lead is among them only where there are few events, and then all of the table is sampled anew (0.1 ms
-- an event); else the next analyze of the table's own does that.
alter table lead_event
  alter column note set statistics 1,
  alter column note_folded set statistics 1,
  alter column note_stems set statistics 1;
alter index lead_event_by_word alter column 1 set statistics 1;
alter table lead_event_change alter column note_before set statistics 1, alter column note_after set statistics 1;
alter table idempotency_key alter column answer set statistics 1;

-- Only the owner of a table may take samples of it.
create function forget_samples() returns void
  language plpgsql security definer
  set search_path from current
  as $$
  begin
    if (select reltuples from pg_class where oid = 'lead_event'::regclass) < 5000 then
      analyze lead_event;
    else
      analyze lead_event (note, note_folded, note_stems);
    end if;
    analyze lead_event_change (note_before, note_after);
    analyze idempotency_key (answer);
    analyze lead (name);
    analyze application_user (name);
    analyze person (name, email);
    analyze invitation (name, email);
  end
  $$;

revoke execute on function forget_samples from public;
select forget_samples();
analyze lead_event;
