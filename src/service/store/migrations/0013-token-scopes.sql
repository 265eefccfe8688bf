-- What a token may do, until when it is in force, and when it was last used, to the minute. Those that are older than this
-- keep all scopes and do not expire.
alter table api_token
  add column scopes text[] not null default '{read,write,sync}'
    check (cardinality(scopes) > 0 and scopes <@ '{read,write,sync}'),
  add column expires timestamptz(3),
  add column last_used timestamptz(3);

-- The service's role still cannot read the tokens themselves: it asks for one by its hash.
drop function application_of_token;

create function application_of_token(wanted bytea) returns table (
    id text, name text, features text[], token_name text, scopes text[], expires timestamptz(3)
  )
  language sql stable security definer
  begin atomic
    select a.id, a.name, a.features, t.name, t.scopes, t.expires
    from api_token t join application a on a.id = t.application_id
    where t.hash = wanted and t.revoked is null;
  end;

revoke execute on function application_of_token from public;

create function token_used(used bytea, at timestamptz) returns void
  language sql volatile security definer
  begin atomic
    update api_token set last_used = at
    where hash = used and revoked is null and (last_used is null or last_used <= at - interval '1 minute');
  end;

revoke execute on function token_used from public;
