-- At most 99 changes share an update time: 2026-11-29.
--
-- Context. An import gave one update time to 100 events and an erasure to 500. A reader of sync who goes on from the last
-- update time that it saw, with the default limit of 100, was given the same page again and again.
-- Decision. What is beyond 99 at one time gets new times after the application's last one, as a change of today would.
-- A time in between could lie at or before one that was already answered, and that reader would never be told of it.
-- Consequence. Readers are given these events once more, and the ETag of each is a new one. Few are moved: one in a
-- hundred of an import, four in five of a large erasure.

-- after a restore or an import PostgreSQL may not know yet how many rows there are, and would compare each with each
set local enable_nestloop = off;

do $$
declare
  wanted text;
  latest timestamptz(3);
begin
  -- the row under whose lock each write of the application takes its update time
  for wanted, latest in select id, last_update_time from application order by id for update loop
    update lead_event e
    set update_time = latest + (surplus.place / 99 + 1) * interval '1 millisecond'
    from (
      select id, row_number() over (order by update_time, id) - 1 place
      from (
        select id, update_time, row_number() over (partition by update_time order by id) position
        from lead_event where application_id = wanted
      ) event
      where position > 99
    ) surplus
    where e.application_id = wanted and e.id = surplus.id;
    if found then
      update application
      set last_update_time = (select max(update_time) from lead_event where application_id = wanted) where id = wanted;
      perform mark_changes(wanted);
    end if;
  end loop;
end $$;

set local enable_nestloop to default;
