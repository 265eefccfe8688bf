-- A check of a file has only temporary tables: what an older version stored for one that was interrupted goes.

delete from event_import_line where application_id in (select application_id from event_import where check_only);
delete from event_import_refusal where application_id in (select application_id from event_import where check_only);
delete from event_import where check_only;
alter table event_import drop column check_only;
