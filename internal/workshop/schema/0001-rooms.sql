-- What a server keeps of the rooms of a trainer. See internal/workshop/shared.go.
--
-- A login sees its own rooms only: whoever may enter the base may have some there.

create schema compromis_atelier;

create table compromis_atelier.schema (
	version int primary key,
	at timestamptz not null default now()
);

-- A room, under the code that opens it, and who leads it for now.
create table compromis_atelier.rooms (
	login text not null default session_user,
	room text not null,
	header text not null,       -- the first line of its journal
	trainer text not null,      -- the program that leads it
	until timestamptz not null, -- then another may, unless this one said that it is still there
	primary key (login, room)
);

-- Its journal: a line an event, never changed. The key is the fence: of two lines of the
-- same number, one is refused.
create table compromis_atelier.journal (
	login text not null default session_user,
	room text not null,
	number bigint not null,
	token text not null, -- of what was written at once: whoever got no answer finds it again
	line text not null,
	primary key (login, room, number),
	foreign key (login, room) references compromis_atelier.rooms on delete cascade
);

-- The programs that show the room, and the seats somebody is in there.
create table compromis_atelier.doors (
	login text not null default session_user,
	room text not null,
	door text not null,
	seats text not null,
	seen timestamptz not null,
	primary key (login, room, door),
	foreign key (login, room) references compromis_atelier.rooms on delete cascade
);

alter table compromis_atelier.rooms enable row level security;
alter table compromis_atelier.journal enable row level security;
alter table compromis_atelier.doors enable row level security;
alter table compromis_atelier.rooms force row level security;
alter table compromis_atelier.journal force row level security;
alter table compromis_atelier.doors force row level security;

create policy own on compromis_atelier.rooms using (login = session_user) with check (login = session_user);
create policy own on compromis_atelier.journal using (login = session_user) with check (login = session_user);
create policy own on compromis_atelier.doors using (login = session_user) with check (login = session_user);

grant usage on schema compromis_atelier to public;
grant select on compromis_atelier.schema to public;
grant select, insert, delete, update (trainer, until) on compromis_atelier.rooms to public;
grant select, insert on compromis_atelier.journal to public;
grant select, insert, delete, update (seats, seen) on compromis_atelier.doors to public;
