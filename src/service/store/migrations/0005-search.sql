-- Word search in notes: store/event-search.ts asks, and says how. 2026-11-24, two cores, PostgreSQL 18, 1,000,000 events
-- of one application over three years, notes of 156 characters:
--
-- Context. A tsvector with GIN beside a trigram index (pg_trgm) answered common words from the index by date in 2 ms, but
-- one that no note holds in 1.5 s, and a middling one (1 to 10 %) at offset 9,950 in 100 to 280 ms: GIN knows no order, so
-- it gives all matches or none.
-- Decision. One GIN index whose keys say application and week, so that the newest weeks are asked first and no more than
-- a week too many. Its keys are the endings of words ('ferrari', 'errari', … 'ari'), so that a part of a word is a
-- prefix, and stems; no extension is needed.
-- Consequence. Any word 1 to 3 ms at the beginning and 10 to 30 ms at offset 9,950. What it costs is said in the
-- paragraph on the index below.

-- Notes are compared without case and accents. Composed accents are taken apart, so that this needs no table of letters.
create function search_fold(note text) returns text
  language sql immutable strict parallel safe
  return translate(
    lower(regexp_replace(normalize(note, nfd), '[\u0300-\u036f]+', '', 'g')),
    U&'\2018\2019\00A0' || E'\n\t',
    '''''   '
  );

-- A text with a space in place of whatever stands between words; contract/search/separators.ts has the same characters.
create function search_words(folded text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    folded,
    U&'[\0001- !-/:-@\005C[-`{-~'
      || U&'\00A0-\00A9\00AB-\00B1\00B4\00B6-\00B8\00BB\00BF\00D7\00F7\1680'
      || U&'\2000-\206F\20A0-\20C0\2190-\245F\2500-\2775\2794-\2BFF\3000-\3004\3008-\3020\FE00-\FE0F\FEFF\+01F000-\+01F0FF\+01F1E6-\+01FAFF]+',
    ' ', 'g'
  );

-- The stems of a text's words in Italian and in English, between spaces. Asked of the words as they are written as well:
-- without its accent, 'chiamerà' would be no form of 'chiamare'. Materialized, or each step would be taken several times.
create function search_stems(note text) returns text
  language sql immutable strict parallel safe
  begin atomic
    with word as materialized (
      select search_words(lower(normalize(note, nfc))) written, search_words(search_fold(note)) folded
    ), form as materialized (
      select written = folded plain, case when written = folded then folded else written || ' ' || folded end forms
      from word
    ), stem as materialized (
      select plain, array_to_string(
          tsvector_to_array(to_tsvector('pg_catalog.italian', forms) || to_tsvector('pg_catalog.english', forms)), ' '
        ) stems
      from form
    )
    select ' ' || case when plain then stems else search_fold(stems) end || ' ' from stem;
  end;

-- The number of a week since 2010; all that lies before is the one with the number 0.
create function search_week(date timestamptz) returns int
  language sql immutable strict parallel safe
  return greatest(floor(date_part('epoch', date - timestamptz '2010-01-01T00:00:00Z') / 604800)::int + 1, 0);

-- What the keys of one application's week begin with. Two applications may share it: whoever asks compares them as well.
create function search_bucket(application_id text, week int) returns text
  language sql immutable strict parallel safe
  return left(lpad(to_hex(hashtext(application_id)), 8, '0'), 5) || lpad(to_hex(week), 4, '0');

-- The keys of an event. A word's last two letters are no keys of their own (but after a letter that is not Latin, where
-- scripts without spaces have their words): they would be in nearly every note, and cost half of what is written. So one
-- or two letters are looked for at the beginning of words; store/search-terms.ts says the same. A stem that is also a word
-- of the note is found as that word.
-- The cost makes the planner ask the index, never the function row by row.
create function search_keys(bucket text, folded text, stems text, owner text, status text, lead_assignee text)
  returns tsvector
  language sql immutable parallel safe cost 10000
  begin atomic
    with word as (select distinct word from unnest(string_to_array(search_words(folded), ' ')) word where word <> '')
    select array_to_tsvector(array_agg(bucket || key))
    from (
      select substr(word, place, 16) from word, generate_series(1, length(word)) place
        where place <= greatest(length(word) - 2, 1)
          or substr(word, place - 1, 1) collate "C" not between '0' and 'z'
      union all
      select '=' || left(stem, 16) from unnest(string_to_array(stems, ' ')) stem
        where stem <> '' and stem not in (select word from word)
      union all
      values ('@' || left(owner, 64)), ('#' || left(status, 64)), ('>' || left(lead_assignee, 64))
    ) event (key)
    where key is not null;
  end;

alter table lead_event
  add column note_folded text generated always as (search_fold(note)) stored,
  add column note_stems text generated always as (search_stems(note)) stored;

-- A tombstone has no note, so nothing of it is here.
create index lead_event_by_word on lead_event using gin (
  search_keys(
    search_bucket(application_id, search_week(date)), note_folded, note_stems, owner, status, lead_assignee
  )
) with (gin_pending_list_limit = 64) where note is not null;

-- the span of weeks that an application has
create index lead_event_by_day on lead_event (application_id, date) where note is not null;
