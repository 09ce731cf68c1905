#!/usr/bin/env bash
# A whole workshop, in real terminals: the trainer at the console, three
# participants who join with the OpenSSH client of this machine.
#
#   usage: bash test/e2e/atelier.sh BINARY
binary=$(realpath "${1:?usage: atelier.sh BINARY}")
# shellcheck source=test/e2e/terminal.sh
. "$(dirname "$0")/terminal.sh"

room=$work/salle
conflict=content/cas-pratiques/impaye.md
question='Quelle étape choisiriez-vous ?'

# at turns to someone's terminal.
at() { pane=$1; }

# shell opens somebody's terminal, on a shell.
shell() { # who, width, height
	pane=$1
	tm new-session -d -s "$1" -x "$2" -y "$3" -c "$work" \
		"exec env NO_COLOR=1 TERM=xterm-256color PS1='ready$ ' HISTFILE= HOME=$work bash --norc --noprofile"
	expect_line '^ready\$'
}

# the command a participant types: a key and known hosts of their own.
client() { # who
	echo "ssh -F none -p $port -o IdentitiesOnly=yes -o IdentityAgent=none -i $work/$1 -o UserKnownHostsFile=$work/$1.hosts"
}

joins() { # who, width, height, name@, more options
	shell "$1" "$2" "$3"
	ssh-keygen -q -t ed25519 -N '' -f "$work/$1"
	type_in "clear; $(client "$1") ${5:-} $4@127.0.0.1"
	keys Enter
}

# gives_code answers the prompt at the foot of the screen: an older one may still
# show, and what is typed before ssh asks is lost.
gives_code() {
	expect_line 'Code de la salle.: *$'
	type_in "$1"
	keys Enter
}

# comes_in goes in as a newcomer, without a return number.
comes_in() {
	expect_line 'Numero de retour.: *$'
	keys Enter
}

# console starts the room, on a free port the first time; port and code say which.
console() {
	at trainer
	launch "atelier --adresse 127.0.0.1 --salle $room --port ${port:-0} ${2:-}"
}

screen_has_no() { [[ $(screen) != *"$1"* ]]; }
expect_no() { eventually screen_has_no "$1" || fail "\"$1\" still shows"; }

# proposal is the number of a step among those proposed.
proposal() { screen | plain | grep -oE "[1-5] $1" | head -n 1 | cut -c1; }

people='anne bruno chloe'
everybody_sees() {
	for who in $people; do
		at "$who"
		expect "$1"
	done
}

#── The workshop ───────────────────────────────────────────────────────────────

opens() {
	begin "the trainer opens a room: this machine only, a port, a code, a fingerprint"
	another_server
	shell trainer 100 40
	console
	expect 'code de la salle'
	expect 'seul cet ordinateur peut rejoindre'
	port=$(screen | grep -oE 'ssh -p [0-9]+' | head -n 1 | cut -d' ' -f3)
	code=$(screen | grep -oE 'code de la salle.: [0-9]{6}' | grep -oE '[0-9]{6}')
	print=$(page | grep -oE 'SHA256:[A-Za-z0-9+/]+' | head -n 1)
	[[ -n $port && -n $code && -n $print ]] || fail "no port, code or fingerprint"
	[[ $(stat -c %a "$room/cle-hote") == 600 ]] || fail "the key of the room is not its owner's alone"
}

three_join() {
	begin "a participant checks the fingerprint, and gives the code"
	joins anne 80 24 atelier
	expect "$print"
	type_in yes
	keys Enter
	gives_code "$code"
	comes_in
	expect "Bienvenue dans l'atelier"

	begin "another, on a small window, first gives a wrong code"
	joins bruno 40 12 atelier '-o StrictHostKeyChecking=accept-new'
	gives_code 1234
	expect "n'est pas le code"
	gives_code "$code"
	comes_in
	expect "Bienvenue dans l'atelier"

	begin "a third reads plain lines, without a terminal"
	joins chloe 80 50 texte '-T -o StrictHostKeyChecking=accept-new'
	gives_code "$code"
	comes_in
	expect 'lignes simples'
	at trainer
	expect '3 participants présents'
}

paused() {
	local how
	for how in z TSTP; do
		begin "the console stopped ($how) gives the terminal back clean, and goes on"
		at trainer
		stops_by $how '3 participants présents'
	done
}

first_round() {
	begin "the trainer tells a conflict, and asks which step to take"
	at trainer
	keys Enter # away from the invitation
	expect_line "^ ▌ $(title "$conflict")"
	keys Enter
	expect_line '^ ▌ '
	everybody_sees "$(title "$conflict")"
	at trainer
	keys End Enter
	expect 'vote à ouvrir'
	everybody_sees "$question"

	begin "the vote opens; answers stay hidden, and may change"
	at trainer
	keys Space
	expect 'VOTE OUVERT'
	everybody_sees 'vote est ouvert'
	at anne
	right=$(proposal "$(expected "$conflict")")
	wrong=$((right % 5 + 1))
	keys "$wrong"
	expect_line "● $wrong "
	insist "$right" "● $right "
	at bruno
	keys "$wrong"
	expect_line "● $wrong "
	at chloe
	type_in "$wrong"
	keys Enter
	expect 'Votre réponse :'
	at trainer
	expect '3 réponses sur 3'
	screen_has_no '%' || fail "the votes show before they are revealed"
}

killed() {
	begin "the console killed in the middle of the vote, and started again: every answer is there"
	at trainer
	kill -KILL "$(pgrep -P "$(tm display -p -t trainer '#{pane_pid}')")"
	expect 'code=137'
	for who in $people; do
		at "$who"
		expect_line '^ready\$'
	done
	console
	expect_line '1 ou 2, puis Entrée.: *$'
	type_in 1 # go on with it
	keys Enter
	expect 'Atelier repris là où il en était'
	expect 'VOTE OUVERT'
	expect '3 réponses'
	for who in anne bruno chloe; do
		at "$who"
		keys Up Enter # the same command
		gives_code "$code"
	done
	at anne
	expect_line "● $right "
	at bruno
	expect_line "● $wrong "
	at chloe
	expect "$question"
	at trainer
	expect '3 réponses sur 3'
}

revealed() {
	begin "closed, then revealed: everybody sees what the room said, and where it leads"
	at trainer
	keys Space
	expect 'résultat caché'
	screen_has_no '%' || fail "the votes show before they are revealed"
	keys Enter
	expect 'résultat montré'
	expect '67 %'
	for who in anne bruno; do
		at "$who"
		expect '67 %'
	done
	page_has '(votre réponse)' || fail "one's own answer does not stand out"
	at anne
	page_has 'attendue' && fail 'the step shows before the discussion'
	at chloe
	expect '(votre réponse)'
}

second_round() {
	begin "after discussion they vote again: both histograms, with the shift"
	at trainer
	keys r
	expect '2e vote'
	everybody_sees 'Discutez entre vous'
	at trainer
	keys Space
	everybody_sees 'second vote est ouvert'
	for who in anne chloe; do
		at "$who"
		type_in "$right"
		[[ $who == chloe ]] && keys Enter
		eventually screen_has "$right" || fail "not answered"
	done
	at bruno
	keys "$wrong"
	at trainer
	expect '3 réponses'
	keys Space
	expect 'résultat caché'
	keys Enter
	expect '▲ +1'
	expect '▼ −1'
	at anne
	expect '▲ +1'
	keys End
	expect 'dans ce cas'
	at chloe
	expect "C'est l'étape attendue"
}

branches() {
	begin "the majority is followed, the minority replayed, and their endings compared"
	at trainer
	keys m
	expect 'Avec la réponse de la majorité'
	at bruno
	expect 'Avec la réponse de la majorité'
	at trainer
	keys n
	expect 'Avec la deuxième réponse de la salle'
	page_has 'Avec la réponse de la majorité' || fail "the first ending is gone"
	for who in $people; do
		at "$who"
		expect 'Avec la deuxième réponse de la salle'
	done
}

# walks answers alone as a conflict says, up to a step.
walks() { # who, conflict
	local fact value number
	at "$1"
	until page_has 'Vos réponses mènent à'; do
		fact=$(eventually asked) || fail "no known question"
		value=$(said "$fact" "$2")
		number=$(digit "$fact" "$value")
		[[ -n $number ]] || fail "no answer to \"$fact\""
		answer "$number"
		gone() { page_has 'Vos réponses mènent à' || [[ $(asked) != "$fact" ]]; }
		eventually gone || fail "question \"$fact\" does not go"
	done
}

free_play() {
	begin "everybody walks alone: the console shows where the room is, and where it arrives"
	at trainer
	keys l
	expect 'chacun avance seul'
	expect "encore en chemin"
	walks anne "$conflict"
	expect "$(expected "$conflict")"
	at trainer
	expect "1 arrivé"
	screen_has_no "Arrivés à l'étape" || fail "where they arrive shows before it is shown"
	keys Enter
	expect 'carte montrée'
	expect "Arrivés à l'étape"
	expect "$(expected "$conflict")"
	at bruno
	expect 'Quel est le problème'
	resize 40 60
	expect 'Où en est la salle'
	expect '(étape attendue)'
	resize 40 12
	at chloe
	expect 'Où en est la salle :'
}

only_a_screen() {
	begin "no command, no file, no forwarding"
	local out
	export SSH_ASKPASS="$work/askpass" SSH_ASKPASS_REQUIRE=force
	printf '#!/bin/sh\necho %s\n' "$code" >"$SSH_ASKPASS"
	chmod 700 "$SSH_ASKPASS"
	out=$($(client bruno) visiteur@127.0.0.1 id 2>&1 </dev/null) && fail "a command runs: $out"
	[[ $out == *'exec request failed'* ]] || fail "a command is refused otherwise: $out"
	out=$(timeout 10 $(client bruno) -o ExitOnForwardFailure=yes -N -R 0:127.0.0.1:1 visiteur@127.0.0.1 2>&1 </dev/null) && fail "a port opens"
	[[ $out == *'forwarding failed'* ]] || fail "forwarding is refused otherwise: $out"
	! scp -q -F none -P "$port" -i "$work/bruno" -o UserKnownHostsFile="$work/bruno.hosts" visiteur@127.0.0.1:/etc/hostname "$work/taken" 2>/dev/null </dev/null || fail "a file leaves"
	[[ ! -e $work/taken ]] || fail "a file leaves"
	unset SSH_ASKPASS SSH_ASKPASS_REQUIRE
}

finished() {
	begin "a participant leaves and comes back; the trainer goes on"
	at bruno
	keys q
	expect 'Quitter ?'
	keys o
	expect 'À bientôt'
	at trainer
	expect '2 participants présents'

	begin "finished: the report is written, without a name, and the answers are gone"
	keys q
	expect 'Quitter ?'
	keys f
	expect 'Finir pour de bon ?'
	keys o
	expect_line 'Formateur ou formatrice.: *$' # what heads the report is asked once
	type_in Ada
	keys Enter Enter Enter Enter Enter
	expect 'Le compte rendu'
	eventually left_clean 0 || fail "no clean prompt"
	ls "$work"/atelier-*.md "$work"/atelier-*.csv "$work"/atelier-*.docx "$work"/atelier-*.pdf "$work"/atelier-*.odt >/dev/null || fail "no report"
	plain <"$(ls "$work"/atelier-*.md)" | grep -qF "$(expected "$conflict")" || fail "the report does not tell the vote"
	[[ ! -e $room/atelier.jsonl ]] || fail "the answers are still there"
	at anne
	expect "L'atelier est fini"
	another_server
}

opens
three_join
paused
first_round
killed
revealed
second_round
branches
free_play
only_a_screen
finished
echo "Workshop: all right."
