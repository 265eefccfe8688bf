-- The audit is kept for a time. The service's role still cannot change it: it can only have entries removed that are older
-- than the days that the owner of the tables has stored at the last start (AUDIT_DAYS; null keeps them for ever).

create table audit_retention (
  single boolean primary key default true check (single),
  days int check (days > 0)
);

-- By the clock of the database, because one that is handed over could be any. The oldest entries of an application are
-- those with the lowest IDs; a hundred at a time are more than a new entry adds.
create function remove_expired_audit(wanted text) returns void
  language sql volatile security definer
  begin atomic
    delete from audit_entry
    where application_id = wanted and id in (
      select oldest.id
      from (select id, at from audit_entry where application_id = wanted order by id limit 100) oldest, audit_retention
      where oldest.at < now() - days * interval '1 day'
    );
  end;

revoke execute on function remove_expired_audit from public;
