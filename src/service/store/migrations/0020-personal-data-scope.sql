-- Exporting and erasing personal data needs a scope of its own. Existing tokens do not get it; `write` erased and `read`
-- exported until now.
alter table api_token
  drop constraint api_token_scopes_check,
  add constraint api_token_scopes_check
    check (cardinality(scopes) > 0 and scopes <@ '{read,write,sync,personal-data}');
