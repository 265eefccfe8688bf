-- Every process of the service caches for some seconds whom a token or a session belongs to. A row here, written in the
-- transaction of a change, makes each of them forget its callers as soon as it sees the row (store/applications/access-changes.ts).
-- Polled instead of LISTEN/NOTIFY: a NOTIFY is delivered to one connection only if nothing pools connections in between, and all
-- transactions that notify commit one after the other. A row tells nothing but that something has changed.

create table access_change (
  id bigint primary key generated always as identity,
  at timestamptz not null default clock_timestamp()
);

-- The caches hold a caller for five seconds, so that a row of a minute ago is of no use to any process.
create function record_access_change() returns trigger
  language plpgsql security definer
  set search_path from current
  as $$
  begin
    delete from access_change where id in (
      select id from access_change where at < clock_timestamp() - interval '1 minute' for update skip locked
    );
    insert into access_change default values;
    return null;
  end
  $$;

create trigger user_changed after update of role, blocked, erased_at on application_user
  for each row execute function record_access_change();
create trigger features_changed after update of features on application
  for each row execute function record_access_change();
create trigger token_revoked after update of revoked on api_token
  for each row execute function record_access_change();
create trigger session_ended after delete on person_session
  for each row execute function record_access_change();
