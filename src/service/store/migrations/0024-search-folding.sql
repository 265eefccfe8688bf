-- One folding for notes, leads and people: contract/search/fold-text.ts has the same, and a test compares both for every
-- character. 2026-11-30. Apostrophes are removed, so that any of them, and none, finds any other: O'Toole, O’Toole and otoole.
-- The stems are those of the words between apostrophes, as in l'offerta.
--
-- A note is also found by its numbers without what separates their digits: telephone numbers (seven digits or more), and
-- others of four digits or more with a point or comma. They follow the folded note in note_folded, after a line break, which no
-- search term contains, so that the index and the conditions need nothing else.

create or replace function search_fold(note text) returns text
  language plpgsql immutable strict parallel safe
  as $$
  declare
    folded text;
  begin
    if octet_length(note) = length(note) then
      folded := lower(translate(note, E'\n\t''`', '  '));
    else
      folded := lower(regexp_replace(
        normalize(translate(note, E'\n\t''`´‘’‛ʹʻʼʾʿ′＇', '  '), nfkd),
        U&'[\0300-\036F\0483-\0489\0591-\05BD\05BF\05C1-\05C2\05C4-\05C5\05C7\0610-\061A\0640\064B-\065F\0670\06D6-\06DC\06DF-\06E4\06E7-\06E8\06EA-\06ED\08CA-\08E1\08E3-\08FF\1AB0-\1AFF\1DC0-\1DFF\20D0-\20FF\FE20-\FE2F\00AD\02BC\061C\180E\200B-\200F\202A-\202E\2060-\206F\FE00-\FE0F\FEFF]+',
        '', 'g'
      ));
      if octet_length(folded) > length(folded) then
        -- translate compares each character with each of these
        if folded ~ '[ðøđħıĸłŋŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȡȥȴȵȶȷȼȿɀɇɉɋɍɏɓɕɖɗɟɠɡɢɦɨɪɫɬɭɱɲɳɴɵɼɽɾʀʂʄʈʉʋʏʐʑʙʜʝʟʠςᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵻᵽᵾᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶖᶙẜẝỿⱡⱥⱦⱨⱪⱬⱱⱳⱴⱸⱺꜰꜱꝁꝃꝅꝉꝋꝍꝑꝓꝕꝗꝙꝟꞎꞑꞓꞔꞕꞗꞙꞡꞣꞥꞧꞩꞯꞹꟈꟊꬴꬶꬷꬸꬹꬺꬻꭉꭋꭌꭎꭒꭖꭗꭘꭙꭚ]' then
          folded := translate(
            folded,
            'ðøđħıĸłŋŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȡȥȴȵȶȷȼȿɀɇɉɋɍɏɓɕɖɗɟɠɡɢɦɨɪɫɬɭɱɲɳɴɵɼɽɾʀʂʄʈʉʋʏʐʑʙʜʝʟʠςᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵻᵽᵾᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶖᶙẜẝỿⱡⱥⱦⱨⱪⱬⱱⱳⱴⱸⱺꜰꜱꝁꝃꝅꝉꝋꝍꝑꝓꝕꝗꝙꝟꞎꞑꞓꞔꞕꞗꞙꞡꞣꞥꞧꞩꞯꞹꟈꟊꬴꬶꬷꬸꬹꬺꬻꭉꭋꭌꭎꭒꭖꭗꭘꭙꭚ',
            'dodhiklntbbcdfklnpttyzgdzlntjcszejqrybcddjggghiilllmnnnorrrrsjtuvyzzbhjlqσacdejkmoptuvwzbdfmnprrstzipubdfgklmnprsvxzadeiussylathkzvwveofskkkloopppqqvlncchbfgknrsqudseglllmnrrruuxxxxy'
          );
        end if;
        if folded ~ '[ßæœþƕƣȣȸȹꜩꜳꜵꜷꜹꜻꜽꝏꝡʣʦ]' then
      folded := replace(folded, 'ß', 'ss');
      folded := replace(folded, 'æ', 'ae');
      folded := replace(folded, 'œ', 'oe');
      folded := replace(folded, 'þ', 'th');
      folded := replace(folded, 'ƕ', 'hv');
      folded := replace(folded, 'ƣ', 'oi');
      folded := replace(folded, 'ȣ', 'ou');
      folded := replace(folded, 'ȸ', 'db');
      folded := replace(folded, 'ȹ', 'qp');
      folded := replace(folded, 'ꜩ', 'tz');
      folded := replace(folded, 'ꜳ', 'aa');
      folded := replace(folded, 'ꜵ', 'ao');
      folded := replace(folded, 'ꜷ', 'au');
      folded := replace(folded, 'ꜹ', 'av');
      folded := replace(folded, 'ꜻ', 'av');
      folded := replace(folded, 'ꜽ', 'ay');
      folded := replace(folded, 'ꝏ', 'oo');
      folded := replace(folded, 'ꝡ', 'vy');
      folded := replace(folded, 'ʣ', 'dz');
      folded := replace(folded, 'ʦ', 'ts');
        end if;
      end if;
    end if;
    return case when strpos(folded, ',') = 0 then folded
      else regexp_replace(folded, '([0-9]),(?=[0-9])', '\1.', 'g') end;
  end
  $$;

-- The digits of the numbers of a text that are written with separators; contract/search/find-numbers.ts has the same.
create function search_numbers(note text) returns text
  language plpgsql immutable strict parallel safe
  as $$
  declare
    numbers text := '';
    written text;
    digits text;
  begin
    for written in
      select (regexp_matches(note, U&'[0-9](?:[ \00A0\2009\202F.,/()\2010-\2015-]{0,3}[0-9]){3,}', 'g'))[1]
    loop
      digits := regexp_replace(written, '[^0-9]+', '', 'g');
      if digits <> written and (length(digits) >= 7 or written ~ '^[0-9.,]+$') then
        numbers := numbers || ' ' || digits;
      end if;
    end loop;
    return nullif(numbers, '');
  end
  $$;

-- What a note is searched in.
create function search_text(note text) returns text
  language plpgsql immutable strict parallel safe
  set search_path from current
  as $$
  begin
    return search_fold(note) || coalesce(E'\n' || search_numbers(note), '');
  end
  $$;

create or replace function search_stems(note text) returns text
  language plpgsql immutable strict parallel safe
  set search_path from current
  as $$
  declare
    apart text := translate(note, '''`´‘’‛ʹʻʼʾʿ′＇', '             ');
    written text := search_words(lower(case when apart is nfc normalized then apart else normalize(apart, nfc) end));
    folded text := written;
    forms text := written;
    stems text;
  begin
    -- a text in ASCII has no accents
    if octet_length(apart) > length(apart) then
      folded := search_words(search_fold(apart));
      if folded <> written then forms := written || ' ' || folded; end if;
    end if;
    stems := array_to_string(
      tsvector_to_array(to_tsvector('pg_catalog.italian', forms) || to_tsvector('pg_catalog.english', forms)), ' '
    );
    return ' ' || case when written = folded then stems else search_fold(stems) end || ' ';
  end
  $$;

-- The stems of a search term: one with an apostrophe in it is no single word, and matches as it stands.
create function search_term_stems(term text) returns text
  language plpgsql immutable strict parallel safe
  set search_path from current
  as $$
  begin
    return search_stems(translate(term, '''`´‘’‛ʹʻʼʾʿ′＇', ''));
  end
  $$;

-- The columns are computed anew, which writes the table once more: about half a minute for a million events.
drop view searchable_event;
drop index lead_event_by_word;
alter table lead_event drop column note_folded, drop column note_stems;
alter table lead_event
  add column note_folded text generated always as (search_text(note)) stored,
  add column note_stems text generated always as (search_stems(note)) stored;
alter table lead_event alter column note_folded set statistics 1, alter column note_stems set statistics 1;

create index lead_event_by_word on lead_event using gin (
  search_keys(
    search_bucket(application_id, search_week(date)), note_folded, note_stems, owner, status, lead_assignee
  )
) with (gin_pending_list_limit = 64) where note is not null;
alter index lead_event_by_word alter column 1 set statistics 1;

-- As in 0009-row-level-security.sql, which explains it.
create view searchable_event as
  select * from lead_event
  where application_id || '' = current_setting('leadline.application', true) and note is not null;
