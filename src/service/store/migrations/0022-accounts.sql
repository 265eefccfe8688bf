-- An account belongs to an application: the same address can sign in to several, with a password each. What people sign in
-- with is under row level security too, and the tokens of sessions are stored as their SHA-256.

alter table person_session add column application_id text, add column hash bytea;
update person_session s set application_id = p.application_id, hash = sha256(convert_to(s.token, 'UTF8'))
from person p where p.id = s.person_id;
alter table person_account add column application_id text;
update person_account a set application_id = p.application_id from person p where p.id = a.person_id;

alter table person_session drop constraint person_session_person_id_fkey, drop constraint person_session_pkey;
alter table person_account drop constraint person_account_person_id_fkey, drop constraint person_account_pkey;
alter table person drop constraint person_pkey, drop constraint person_email_key,
  add primary key (application_id, id),
  add unique (application_id, email);
alter table person_session
  alter column application_id set not null,
  alter column hash set not null,
  drop column token,
  add primary key (application_id, id),
  add foreign key (application_id, person_id) references person (application_id, id) on delete cascade;
alter table person_account
  alter column application_id set not null,
  add primary key (application_id, id),
  add foreign key (application_id, person_id) references person (application_id, id) on delete cascade;

drop index person_session_by_person;
create index person_session_by_person on person_session (application_id, person_id);
create index person_session_by_hash on person_session (hash);
drop index person_account_by_person;
create index person_account_by_person on person_account (application_id, person_id);
create index person_by_email on person (email);

-- of codes by mail, which Leadline does not send: nothing was ever written to it
drop table person_verification;

alter table person enable row level security;
alter table person_session enable row level security;
alter table person_account enable row level security;

create policy own_application on person using (application_id = current_setting('leadline.application', true));
create policy own_application on person_session
  using (application_id = current_setting('leadline.application', true));
create policy own_application on person_account
  using (application_id = current_setting('leadline.application', true));

-- Whose a session is has to be known before there is an application, as with application_of_token.
create function application_of_session(wanted bytea) returns text
  language sql stable security definer
  begin atomic
    select application_id from person_session where hash = wanted;
  end;

revoke execute on function application_of_session from public;

-- The applications that an address may sign in to, five of them at most, and how many the address with the most has: so
-- many passwords are checked for every address, so that the time does not tell in how many applications it has an account.
create function applications_of_email(wanted text) returns table (ids text[], most int)
  language sql stable security definer
  begin atomic
    select
      array(select application_id from person where email = wanted order by application_id limit 5),
      least(5, greatest(1, (select max(count) from (select count(*) from person group by email) address)))::int;
  end;

revoke execute on function applications_of_email from public;
