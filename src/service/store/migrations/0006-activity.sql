-- The activity list goes by time of change, over all of an application or by one person.

create index lead_event_change_by_time on lead_event_change (application_id, update_time desc, event_id desc);
create index lead_event_change_by_person on lead_event_change (application_id, changed_by, update_time desc, event_id desc);
