-- When a token was made and revoked; null for one that is older than this column.
alter table api_token add column created timestamptz(3), add column revoked timestamptz(3);
alter table api_token alter column created set default now();

-- a token is revoked by its name
create unique index api_token_by_name on api_token (application_id, name) where revoked is null;
