-- The second net between applications. Every statement names its application itself; if one ever forgot to, the service's
-- role (store/service-role.ts) would still see and change only rows of the application that its connection was told
-- (store/client-scope.ts), and none where it was told none. The tables' owner, who migrates and administers, sees all.

alter table application enable row level security;
alter table application_user enable row level security;
alter table lead_status enable row level security;
alter table lead enable row level security;
alter table lead_event enable row level security;
alter table lead_event_change enable row level security;
alter table change_mark enable row level security;
alter table idempotency_key enable row level security;

create policy own_application on application using (id = current_setting('leadline.application', true));
create policy own_application on application_user
  using (application_id = current_setting('leadline.application', true));
create policy own_application on lead_status
  using (application_id = current_setting('leadline.application', true));
create policy own_application on lead using (application_id = current_setting('leadline.application', true));
create policy own_application on lead_event using (application_id = current_setting('leadline.application', true));
create policy own_application on lead_event_change
  using (application_id = current_setting('leadline.application', true));
create policy own_application on change_mark using (application_id = current_setting('leadline.application', true));
create policy own_application on idempotency_key
  using (application_id = current_setting('leadline.application', true));

-- Whose a token is has to be known before there is an application. The service's role cannot read the tokens themselves.
create function application_of_token(wanted bytea) returns table (id text, name text, features text[])
  language sql stable security definer
  begin atomic
    select a.id, a.name, a.features
    from api_token t join application a on a.id = t.application_id
    where t.hash = wanted and t.revoked is null;
  end;

revoke execute on function application_of_token from public;

-- What is searched. Under a policy PostgreSQL asks no index for a condition that is not known to keep what it sees to
-- itself, and @@ is not: the search would read every note. A view holds rows back in the same way and lets the index be
-- asked. || '' keeps the planner from other indexes, which it takes beside, or for an application that it believes to have
-- hardly any events.
create view searchable_event as
  select * from lead_event
  where application_id || '' = current_setting('leadline.application', true) and note is not null;
