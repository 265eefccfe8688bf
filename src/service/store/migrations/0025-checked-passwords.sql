-- How many passwords an attempt to sign in checks: 2026-11-30.
--
-- Context. As many were checked for every address as for the address with the most accounts. To find that number, each
-- attempt grouped all accounts by address. The number also told something: it grew from one to two when an account was
-- added for the first address that had one in another application.
-- Decision. As many as there are applications, in which any address could have an account, five at the most; one where the
-- attempt names its application.
-- Consequence. Nothing is counted over the accounts. With several applications an attempt that names none takes longer.

-- both, because an unreleased state of 0022-accounts.sql already created the function of two parameters
drop function if exists applications_of_email(text);
create or replace function applications_of_email(wanted text, named text) returns table (ids text[], most int)
  language sql stable security definer
  begin atomic
    select
      array(
        select application_id from person where email = wanted and (named is null or application_id = named)
        order by application_id limit 5
      ),
      case when named is null then (select greatest(count(*), 1)::int from (select from application limit 5) few) else 1 end;
  end;

revoke execute on function applications_of_email(text, text) from public;
