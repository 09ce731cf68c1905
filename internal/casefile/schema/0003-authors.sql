-- What an act adds to the journal of its case: prints of the events, which tell nothing
-- of them. See internal/casefile/authors.go.

alter table compromis.acts add column if not exists wrote text not null default '';
grant insert (wrote) on compromis.acts to compromis_redacteur;
