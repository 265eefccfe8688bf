-- Writes with an Idempotency-Key that are being carried out by the real Atoka API, or of which nobody knows whether they
-- were: there the call lies between two transactions. A row goes when the answer is kept, or the write was refused.

create table atoka_attempt (
  application_id text not null references application (id),
  user_id text not null,
  key text not null,
  fingerprint bytea not null,
  -- what was sent, or is about to be; null before that was decided
  sent jsonb,
  -- the request that carries it out has the key until then; null: nobody does
  busy_until timestamptz(3),
  created timestamptz(3) not null,
  primary key (application_id, user_id, key)
);

create index atoka_attempt_by_age on atoka_attempt (application_id, created);

alter table atoka_attempt enable row level security;
create policy own_application on atoka_attempt
  using (application_id = current_setting('leadline.application', true));
