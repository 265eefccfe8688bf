-- Managers look after the people of their application: they invite, change roles and block. What they hand over is a link
-- with a token that is good once and for a time; only its SHA-256 is kept.

-- since when somebody may not come in, and when their session was last used, to some minutes
alter table application_user add column blocked timestamptz(3), add column last_seen timestamptz(3);

create index person_by_user on person (application_id, application_user_id);

-- Somebody who was asked in. The user that they will be comes into being when they accept, so that a withdrawn invitation
-- leaves nothing.
create table invitation (
  application_id text not null references application (id),
  -- the id of the user to be
  id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('rep', 'manager')),
  hash bytea not null,
  expires timestamptz(3) not null,
  primary key (application_id, id),
  unique (application_id, email)
);

create index invitation_by_hash on invitation (hash);

create table password_reset (
  application_id text not null,
  application_user_id text not null,
  hash bytea not null,
  expires timestamptz(3) not null,
  primary key (application_id, application_user_id),
  foreign key (application_id, application_user_id) references application_user (application_id, id)
);

create index password_reset_by_hash on password_reset (hash);

alter table invitation enable row level security;
alter table password_reset enable row level security;

create policy own_application on invitation
  using (application_id = current_setting('leadline.application', true));
create policy own_application on password_reset
  using (application_id = current_setting('leadline.application', true));

-- Whose a link is has to be known before there is an application, as with application_of_token.
create function application_of_link(wanted bytea) returns text
  language sql stable security definer
  begin atomic
    select application_id from invitation where hash = wanted
    union all
    select application_id from password_reset where hash = wanted
    limit 1;
  end;

revoke execute on function application_of_link from public;
