-- Search of names by the beginnings of words: contract/search/name-search.ts has the same rules. 2026-11-30.
--
-- Context. A part of a name or ID (ilike) needs a sequential scan, 0.9 s at 1,000,000 leads. GIN, with trigrams (pg_trgm) or
-- prefixes of a tsvector, returns all matches of a common word or none: 300,000 leads called "Srl".
-- Decision. A row for each word of a lead's name and ID: what follows from there without spaces and punctuation. A prefix of
-- it is a range of a B-tree, which is read until there are enough matches. No extension is needed.
-- Consequence. About 4 rows and 500 bytes for each lead, written when a lead is created or named, not by events.

create function name_keys(name text) returns table (place int, key text)
  language plpgsql immutable strict parallel safe
  set search_path from current
  as $$
  declare
    words text[] := array_remove(string_to_array(search_words(search_fold(name)), ' '), '');
  begin
    for word in 1 .. least(cardinality(words), 12) loop
      place := word;
      key := left(array_to_string(words[word:], ''), 48);
      return next;
    end loop;
  end
  $$;

-- Whether a name or ID contains all terms, or the terms joined: for tables that are small enough to be read.
create function name_matches(terms text[], name text, id text) returns boolean
  language plpgsql immutable parallel safe
  set search_path from current
  as $$
  declare
    keys text[] := array(select key from name_keys(name) union all select key from name_keys(id));
  begin
    return cardinality(terms) > 0 and (
      exists (select from unnest(keys) key where starts_with(key, left(array_to_string(terms, ''), 48)))
      or not exists (
        select from unnest(terms) term
        where not exists (select from unnest(keys) key where starts_with(key, term))
      )
    );
  end
  $$;

create table lead_key (
  application_id text not null,
  lead text not null,
  -- words of the name from 1, words of the ID from 101
  place smallint not null,
  key text collate "C" not null,
  primary key (application_id, lead, place),
  foreign key (application_id, lead) references lead (application_id, id) on delete cascade
);

-- the planner keeps no samples of names, beyond an erasure
alter table lead_key alter column key set statistics 0, alter column lead set statistics 0;

alter table lead_key enable row level security;
create policy own_application on lead_key using (application_id = current_setting('leadline.application', true));

create function write_lead_keys() returns trigger
  language plpgsql
  set search_path from current
  as $$
  begin
    if tg_op = 'UPDATE' then
      delete from lead_key where application_id = new.application_id and lead = new.id and place < 100;
    end if;
    insert into lead_key (application_id, lead, place, key)
    select new.application_id, new.id, place, key from name_keys(new.name)
    union all
    select new.application_id, new.id, 100 + place, key from name_keys(new.id) where tg_op = 'INSERT';
    return null;
  end
  $$;

create trigger lead_created after insert on lead for each row execute function write_lead_keys();
create trigger lead_named after update of name on lead for each row
  when (old.name is distinct from new.name) execute function write_lead_keys();

insert into lead_key (application_id, lead, place, key)
select application_id, id, place, key from lead cross join name_keys(name)
union all
select application_id, id, 100 + place, key from lead cross join name_keys(id);

create index lead_key_by_key on lead_key (application_id, key, lead);
