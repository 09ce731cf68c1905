-- A line, and what stands beside it, are of one act of their case. A program of before
-- that was open during the update saves its line alone: whatever lists the case next works
-- all of it out again.

alter table compromis.cases add lined bigint not null default 0; -- the act that the line is of

create index cases_lined on compromis.cases (firm) where lined <> number;

grant update (lined) on compromis.cases to compromis_redacteur;
