-- The functions of 0005-search.sql in PL/pgSQL, with the same results: 2026-11-29, two cores, PostgreSQL 18, 16,000 notes of
-- 97 characters: stems 1.9 s in place of 2.8, keys 1.9 in place of 3.4 (of 3.6 and 4.6 s of an import). As one SQL statement
-- each, most of the time went into starting and ending their plans.
--
-- PostgreSQL finds the functions that they call by the search path, which is another one while it builds an index.

create or replace function search_stems(note text) returns text
  language plpgsql immutable strict parallel safe
  set search_path from current
  as $$
  declare
    written text := search_words(lower(case when note is nfc normalized then note else normalize(note, nfc) end));
    folded text := written;
    forms text := written;
    stems text;
  begin
    -- a text in ASCII has no accents
    if octet_length(note) > length(note) then
      folded := search_words(search_fold(note));
      if folded <> written then forms := written || ' ' || folded; end if;
    end if;
    stems := array_to_string(
      tsvector_to_array(to_tsvector('pg_catalog.italian', forms) || to_tsvector('pg_catalog.english', forms)), ' '
    );
    return ' ' || case when written = folded then stems else search_fold(stems) end || ' ';
  end
  $$;

create or replace function search_keys(
  bucket text, folded text, stems text, owner text, status text, lead_assignee text
)
  returns tsvector
  language plpgsql immutable parallel safe cost 10000
  set search_path from current
  as $$
  declare
    keys text[] := array[bucket || '@' || left(owner, 64)];
    words text[] := coalesce(array_remove(string_to_array(search_words(folded), ' '), ''), '{}');
    word text;
    stem text;
    last int;
  begin
    if status is not null then keys := array_append(keys, bucket || '#' || left(status, 64)); end if;
    if lead_assignee is not null then keys := array_append(keys, bucket || '>' || left(lead_assignee, 64)); end if;
    foreach word in array words loop
      last := length(word);
      for place in 1 .. greatest(last - 2, 1) loop
        keys := array_append(keys, bucket || substr(word, place, 16));
      end loop;
      -- a word in ASCII has Latin letters and digits alone, for notes have no control characters
      continue when octet_length(word) = last;
      for place in greatest(last - 1, 2) .. last loop
        if substr(word, place - 1, 1) collate "C" not between '0' and 'z' then
          keys := array_append(keys, bucket || substr(word, place, 16));
        end if;
      end loop;
    end loop;
    foreach stem in array coalesce(string_to_array(stems, ' '), '{}') loop
      if stem <> '' and stem <> all (words) then keys := array_append(keys, bucket || '=' || left(stem, 16)); end if;
    end loop;
    return array_to_tsvector(keys);
  end
  $$;
