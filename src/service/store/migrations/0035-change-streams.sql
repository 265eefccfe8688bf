-- The streams of changes belong to many applications, so one statement of each process reads their times, a few times a second
-- (http/session/change-streams.ts). Neither function returns anything else of an application or a session.

create function change_times(wanted text[]) returns table (id text, until timestamptz(3))
  language sql stable security definer
  begin atomic
    select a.id, a.last_update_time from application a where a.id = any(wanted);
  end;

revoke execute on function change_times from public;

create function ended_sessions(wanted bytea[], now timestamptz) returns setof bytea
  language sql stable security definer
  begin atomic
    select given.hash from unnest(wanted) as given (hash)
    where not exists(select from person_session s where s.hash = given.hash and s.expires_at > now);
  end;

revoke execute on function ended_sessions from public;
