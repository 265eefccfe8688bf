-- Entries that another transaction is removing are skipped. Until now two audited actions of an application locked the same
-- expired entries: one waited for the other's end, and two that also lock a person could deadlock.
create or replace function remove_expired_audit(wanted text) returns void
  language sql volatile security definer
  begin atomic
    delete from audit_entry
    where application_id = wanted and id in (
      select entry.id
      from (select id from audit_entry where application_id = wanted order by id limit 100) oldest
        join audit_entry entry using (id), audit_retention
      where entry.application_id = wanted and entry.at < now() - days * interval '1 day'
      for update of entry skip locked
    );
  end;
