-- Event IDs per application: 2026-11-30.
--
-- Context. One sequence numbered the events of all applications, so that each application saw how many events the others
-- write.
-- Decision. The application's row counts its own IDs. Each write locks and updates that row anyway, so that the counter
-- costs no statement. It starts at the greatest ID that the application has; stored IDs stay.
-- Consequence. Events of two applications can have the same ID, and an ID that was rolled back is used again.

alter table application add column last_event_id bigint not null default 0;

update application
set last_event_id = coalesce((select max(id) from lead_event where application_id = application.id), 0);

alter table lead_event alter column id drop default;
drop sequence lead_event_id;
