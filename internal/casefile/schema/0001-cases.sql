-- What a server keeps of the cases of a team. See internal/casefile/server.go.
--
-- Whoever signs in belongs to one firm, and sees nothing of another. The three roles
-- (reader, writer, owner) come with grants: an act is inserted and never updated, and
-- who did it, and when, is for the server to say.

create schema compromis;

create table compromis.schema (
	version int primary key,
	at timestamptz not null default now()
);

create table compromis.firms (
	id uuid primary key default gen_random_uuid(),
	name text not null unique
);

create table compromis.members (
	login text primary key,
	firm uuid not null references compromis.firms
);

-- A case: where its acts are, and what a list tells of it.
create table compromis.cases (
	firm uuid not null references compromis.firms,
	id text not null,
	number bigint not null, -- of the act that is its state
	last bigint not null,   -- of its last act
	apart int not null default 0, -- versions that wait for a choice
	line text not null,     -- its line in a list, as one of the programs last worked it out
	primary key (firm, id)
);

-- An act of a case: never changed, and deleted with its case only. The key is the
-- fence: of two acts of the same number, one is refused.
create table compromis.acts (
	firm uuid not null,
	kase text not null,
	number bigint not null,
	token uuid not null, -- of whoever sends it: sent twice, it counts once
	kind text not null check (kind in ('state', 'version', 'settled')),
	about bigint not null default 0, -- the version that is settled
	body text not null,  -- an envelope: the whole case, sealed if it is
	login text not null default session_user,
	at timestamptz not null default clock_timestamp(),
	primary key (firm, kase, number),
	unique (firm, kase, token),
	foreign key (firm, kase) references compromis.cases (firm, id) on delete cascade
);

alter table compromis.firms enable row level security;
alter table compromis.members enable row level security;
alter table compromis.cases enable row level security;
alter table compromis.acts enable row level security;

create policy own on compromis.members using (login = session_user);
create policy own on compromis.firms using (id = (select firm from compromis.members));
create policy own on compromis.cases using (firm = (select firm from compromis.members)) with check (firm = (select firm from compromis.members));
create policy own on compromis.acts using (firm = (select firm from compromis.members)) with check (firm = (select firm from compromis.members) and login = session_user);

grant usage on schema compromis to compromis_lecteur;
grant select on compromis.schema, compromis.firms, compromis.members, compromis.cases, compromis.acts to compromis_lecteur;
grant insert on compromis.cases to compromis_redacteur;
grant update (number, last, apart, line) on compromis.cases to compromis_redacteur;
grant insert (firm, kase, number, token, kind, about, body) on compromis.acts to compromis_redacteur;
grant delete on compromis.cases to compromis_proprietaire;
