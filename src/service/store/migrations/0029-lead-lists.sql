-- Lists of leads by status, and by the time in it; 0011-status-date.sql says since when a status holds.
create index lead_by_status on lead (application_id, status, last_event_date desc nulls last, id);
create index lead_by_status_date on lead (application_id, status_date, id);
