-- Since when a lead's present status holds, beside the status itself: the directory shows it for every row it lists, and
-- a read that went back over a lead's events for it would be as long as the lead's history.

alter table lead add column status_date timestamptz(3);

update lead set status_date = (
  select min(date) from lead_event e
  where e.application_id = lead.application_id and e.lead = lead.id and e.deleted_at is null and e.status is not null
    and e.date > coalesce(
      (select max(date) from lead_event o
        where o.application_id = lead.application_id and o.lead = lead.id and o.deleted_at is null
          and o.status is not null and o.status <> lead.status),
      '-infinity')
)
where status is not null;
