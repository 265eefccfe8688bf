-- The answers to accepted writes that came with an Idempotency-Key, for as long as a retry may ask for them again.

create table idempotency_key (
  application_id text not null references application (id),
  user_id text not null,
  key text not null,
  -- SHA-256 of the request: another one under the same key is refused
  fingerprint bytea not null,
  event_id bigint not null,
  -- null for a deletion, which has none
  answer jsonb,
  created timestamptz(3) not null,
  primary key (application_id, user_id, key)
);

create index idempotency_key_by_age on idempotency_key (application_id, created);
