-- A list is searched, put in order and cut to a page by the server: what it takes for
-- that stands beside the line, worked out with it by one of the programs.
--
-- Days are texts that sort as such.

alter table compromis.cases
	add made text not null default '',   -- the form of the line, and the content it was worked out with
	add since text not null default '',  -- the days on which it holds
	add until text not null default '',
	add sealed boolean not null default false,
	add place text not null default '',  -- where the case stands, as the programs write it
	add shelf int not null default 0,    -- under way, a try, closed, archived
	add rank text not null default '',   -- what there is to do first, within these
	add changed text not null default '',
	add words text not null default '';  -- what is searched, folded

create index cases_rank on compromis.cases (firm, shelf, rank, changed desc, id);
create index cases_made on compromis.cases (firm, made);
create index cases_since on compromis.cases (firm, since);
create index cases_until on compromis.cases (firm, until);

grant update (made, since, until, sealed, place, shelf, rank, changed, words) on compromis.cases to compromis_redacteur;
