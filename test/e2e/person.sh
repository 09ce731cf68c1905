#!/usr/bin/env bash
# Drives the built program in a real terminal, as a person would.
#
#   usage: bash test/e2e/person.sh BINARY
binary=$(realpath "${1:?usage: person.sh BINARY}")
# shellcheck source=test/e2e/terminal.sh
. "$(dirname "$0")/terminal.sh"

#── The walks ──────────────────────────────────────────────────────────────────

pressed=() # digits of the present walk
walked=()  # digits of the whole walk, played again without the full screen

# answer_one answers question number $1 as conflict $2 says.
answer_one() {
	local fact value number
	expect_header "question $1,"
	fact=$(eventually asked) || fail "no known question"
	value=$(said "$fact" "$2")
	[[ -n $value ]] || fail "$2 says nothing about \"$fact\""
	number=$(digit "$fact" "$value")
	[[ -n $number ]] || fail "\"$value\" is not an answer to \"$fact\""
	if typed "$fact"; then
		keys Tab
		expect_line "[▌ ] $number  "
	fi
	answer "$number"
	pressed+=("$number")
}

moved_on() { header_like "question $1,|Votre étape"; }

# recommends checks that the recommended step is the one of a conflict.
recommends() {
	expect_header 'Votre étape'
	expect "À faire maintenant $(expected "$1")"
}

four_conflicts() {
	local number file name
	for number in 1 2 3 4; do
		begin "conflict $number of the welcome screen reaches its step"
		open 160 50
		name=$(screen | sed "s/\xc2\xa0/ /g" | sed -nE "s/^ +▌? *$number +([^│]*[^│ ]) *(│.*)?$/\1/p" | plain)
		file=
		for page in content/cas-pratiques/[!_]*.md; do
			[[ $(title "$page") == "${name% }" ]] && file=$page
		done
		[[ -n $file ]] || fail "no page for \"$name\""
		keys "$number"
		recommends "$file"
		keys q
		back_to_shell 0
	done
}

one_by_one() {
	local file=content/cas-pratiques/retard-livraison.md n=1
	begin "a conflict told question by question, the window changing size on the way"
	open 100 30
	keys n
	pressed=()
	while true; do
		eventually moved_on "$n" || fail "no question $n, and no step"
		header_like 'Votre étape' && break
		if ((n == 3)); then
			resize 40 12
			expect_line ' question 3$'
			eventually asked >/dev/null || fail "question lost in a small window"
			resize 120 40
			eventually screen_has 'Le chemin' || fail 'no panel in a large window'
		fi
		answer_one "$n" "$file"
		n=$((n + 1))
	done
	recommends "$file"
	walked=("${pressed[@]}")

	begin "going back keeps the answers"
	for ((n = ${#walked[@]}; n > ${#walked[@]} - 3; n--)); do
		keys Escape
		expect_header "question $n, réponse déjà donnée"
		expect_line "▌ ${walked[n - 1]}  "
	done
	for _ in 1 2 3; do keys Enter; done
	recommends "$file"

	begin "ctrl+c quits at once: every answer is kept"
	keys C-c
	back_to_shell 0
	[[ $(find "$COMPROMIS_DOSSIERS" -name '*.json' | wc -l) == 1 ]] || fail "not one case: $(ls "$COMPROMIS_DOSSIERS")"
	rm -r "$COMPROMIS_DOSSIERS"

	begin "ctrl+c asks once when answers would be lost, then quits"
	open 80 24
	keys 2
	expect_header 'Votre étape'
	keys s
	expect_header 'Et ensuite'
	keys Enter
	moved() { ! header_like 'Et ensuite'; }
	eventually moved || fail "the outcome changes nothing"
	keys C-c
	expect 'Quitter ?'
	keys C-c
	back_to_shell 0
}

# answer_all answers the questions left as a conflict says, up to its step.
answer_all() { # conflict
	local n
	while true; do
		eventually header_like 'question [0-9]+,|Votre étape' || fail "no question, and no step"
		header_like 'Votre étape' && break
		n=$(screen | head -n 2 | sed -nE 's/.*question ([0-9]+),.*/\1/p')
		answer_one "$n" "$1"
		eventually moved_on $((n + 1)) || fail "question $n is not taken"
	done
}

# cursor is the line of the list one is on.
cursor() { screen | grep -m 1 '▌' || true; }
cursor_moved() { [[ $(cursor) != "$before" ]]; }

# came says, on a day, what came of a step; the case is kept.
came() { # day, conflict, step, outcome, what shows then
	terminal 100 40
	launch "--aujourdhui $1 dossiers ouvrir facture"
	expect_header 'Mon dossier'
	answer 1 # the step, or the next question
	answer_all "$2"
	expect "À faire maintenant $(title "content/etapes/$3.md")"
	keys s
	expect_header 'Et ensuite'
	until screen_has "▌ ${4//"'"/’}"; do
		before=$(cursor)
		keys Down
		eventually cursor_moved || fail "no outcome \"$4\""
	done
	keys Enter
	expect "${4}"
	keys C-s
	expect "$5"
	keys q
	back_to_shell 0
}

followed() {
	local file=$work/suivi.md before day kind
	rm -rf "$COMPROMIS_DOSSIERS"
	begin "an unpaid invoice followed over months, from the first call to the end"
	sed 's/^- contact : .*/- contact : aucun/' content/cas-pratiques/impaye.md >"$file"
	terminal 100 40
	launch "--aujourdhui 23/11/2026"
	expect 'Nouveau conflit'
	keys n
	answer_all "$file"
	keys q
	back_to_shell 0
	came 24/11/2026 "$file" appeler-client 'Le client est injoignable' 'question'
	came 08/12/2026 "$file" relancer-par-ecrit 'Le client ne répond pas' 'À faire maintenant'
	came 05/01/2027 "$file" mettre-en-demeure 'Le client ne répond pas' 'question'
	came 26/01/2027 "$file" injonction-de-payer "Le juge rend l'ordonnance" 'À faire maintenant'
	came 20/04/2027 "$file" signifier-ordonnance "Pas d'opposition, mais toujours impayé" 'À faire maintenant'
	came 20/05/2027 "$file" executer-titre "L'exécution ne donne rien" 'Fin du dossier'
	"$binary" dossiers ouvrir facture >"$work/out" || fail "exit code $?"
	for day in 24/11/2026 08/12/2026 05/01/2027 26/01/2027 20/04/2027 20/05/2027; do
		grep -q "$day" "$work/out" || fail "nothing on $day: $(cat "$work/out")"
	done

	begin "its letters and its summary are written, and never over another file"
	"$binary" courrier facture mise-en-demeure-professionnel -o "$work/lettre.docx" 2>/dev/null || fail "exit code $?"
	! "$binary" courrier facture mise-en-demeure-professionnel -o "$work/lettre.docx" 2>/dev/null || fail "written over"
	for kind in pdf docx odt md; do
		"$binary" dossier-a-remettre facture --pour avocat -o "$work/resume.$kind" >/dev/null || fail "$kind: exit code $?"
		[[ -s $work/resume.$kind ]] || fail "$kind: empty"
	done
	"$binary" echeances facture -o "$work/echeances.ics" >/dev/null || fail "exit code $?"
	rm -r "$COMPROMIS_DOSSIERS"
}

quits_at_once() {
	begin "quitting at once leaves the terminal clean"
	open 80 24
	keys q
	back_to_shell 0
	begin "being asked to stop leaves the terminal clean"
	open 80 24
	kill -TERM "$(pgrep -P "$(tm display -p -t "$pane" '#{pane_pid}')")"
	eventually screen_has 'code=' || fail "still there"
	back_to_shell 0
}

stops() {
	local how
	for how in z TSTP; do
		begin "stopped ($how), the program gives the terminal back clean, and takes it up again"
		open 80 24
		keys n
		expect_header 'question 1,'
		stops_by $how 'question 1,'
		keys Escape
		expect 'Nouveau conflit'
		keys t / # typing in a field is no obstacle
		stops_by $how 'Compromis'
		keys C-c
		eventually screen_like '^ready\$' || fail "no prompt"

		begin "so do a projection, its notes and the plain lines ($how)"
		terminal 80 24
		launch 'projeter impaye'
		[[ $how == z ]] || another_session 1
		expect "$(title content/cas-pratiques/impaye.md)"
		stops_by $how "$(title content/cas-pratiques/impaye.md)"
		keys Escape
		expect 'QUITTER LA PROJECTION ?'
		keys Enter
		expect 'Projeter devant une salle'
		keys C-c
		terminal 80 24
		launch notes
		expect 'Notes du formateur'
		stops_by $how 'Notes du formateur'
		keys q
		terminal 80 50
		launch --lineaire
		expect 'Question 1 '
		stops_by $how 'fg'
		type_in 1
		keys Enter
		expect 'Question 2 '
	done

	begin "where nobody could take it up again, nothing stops it"
	another_server
	tm new-session -d -s "$pane" -x 80 -y 24 "exec env NO_COLOR=1 TERM=screen-256color $binary"
	expect 'Nouveau conflit'
	keys C-z
	keys n
	expect_header 'question 1,'
}

ended() { [[ ! -e /proc/$1 || $(sed -E 's/.*\) (.).*/\1/' "/proc/$1/stat" 2>/dev/null || echo Z) == Z ]]; }

terminal_closed() {
	local how pid patience=5
	for how in kill-pane kill-server; do
		begin "the terminal closed under the program ($how): it ends"
		another_server
		tm new-session -d -s keep -x 80 -y 24
		tm new-session -d -s "$pane" -x 80 -y 24 "exec env NO_COLOR=1 TERM=screen-256color $binary"
		expect 'Nouveau conflit'
		keys n
		expect_header 'question 1'
		pid=$(tm display -p -t "$pane" '#{pane_pid}')
		case $how in
		kill-pane) tm kill-pane -t "$pane" ;;
		*) tm kill-server ;;
		esac
		eventually ended "$pid" || fail "process $pid is still there after 5 s"
	done
}

too_small() {
	local size
	begin "a window too small says so, and comes back"
	open 100 30
	keys n
	expect_header 'question 1'
	for size in '39 12' '40 11' '20 5'; do
		# shellcheck disable=SC2086
		resize $size
		expect 'Agrandissez la fenêtre'
		resize 40 12
		expect_header 'question 1'
	done
	resize 100 30
	expect "$(title content/questions/cause.md)"
}

# row is the number, from 1, of the line of the screen that matches.
row() { screen | grep -nE -- "$1" | head -n 1 | cut -d: -f1; }

mouse() {
	local second
	begin "the wheel moves in a list, a click chooses"
	open 100 40
	keys n
	expect_line '▌ 1  '
	type_in $'\e[<65;10;8M'
	expect_line '▌ 2  '
	type_in $'\e[<64;10;8M'
	expect_line '▌ 1  '
	second=$(row '^ +2  ')
	type_in $'\e[<0;10;'"$second"'M'
	type_in $'\e[<0;10;'"$second"'m'
	expect_header 'question 2'
	keys Escape
	expect_line '▌ 2  '
	begin "a click opens a choice of the welcome screen"
	keys Escape
	expect 'Nouveau conflit'
	expect_line 'Aide et limites'
	second=$(row 'Aide et limites')
	type_in $'\e[<0;10;'"$second"'M'
	type_in $'\e[<0;10;'"$second"'m'
	expect_header 'Aide'
}

dates() {
	local file=content/cas-pratiques/impaye.md n=1 day
	begin "a date that does not exist is refused next to the field"
	open 100 30
	keys n
	while true; do
		expect_header "question $n"
		typed "$(eventually asked)" && break
		answer_one "$n" "$file"
		n=$((n + 1))
	done
	type_in '31/02/2026'
	keys Enter
	expect "31/02/2026"
	expect "Février 2026 a 28 jours."
	[[ $(($(row "a 28 jours") - $(row '31/02/2026'))) -le 2 ]] || fail "the fault is far from the field"
	keys C-u
	begin "a pasted date is taken"
	day=$(date -d '-3 months' +%d/%m/%Y)
	tm set-buffer "$day"
	tm paste-buffer -p -t "$pane"
	expect_line "▌ .$day"
	keys Enter
	expect_header "question $((n + 1))"
	keys Escape
	expect_line "▌ .$day"
}

no_colour() {
	begin "NO_COLOR: no colour is sent"
	open 100 30
	keys 1
	expect_header 'Votre étape'
	! tm capture-pane -pe -t "$pane" | grep -qE $'\e\\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]' || fail "colours in spite of NO_COLOR"
}

linear() {
	local file=content/cas-pratiques/retard-livraison.md n step line
	step=$(expected "$file")
	begin "the linear interview in a terminal"
	terminal 100 50
	launch --lineaire
	n=1
	for digit in "${walked[@]}"; do
		expect "Question $n "
		type_in "$digit"
		keys Enter
		n=$((n + 1))
	done
	expect 'À faire maintenant'
	tm capture-pane -p -S - -t "$pane" | plain | grep -qF -- "$step" || fail "\"$step\" is not recommended"
	for line in 5 2 m dossier 2 appel '' . q; do # a gesture, an event of the journal, then out
		[[ -z $line ]] || type_in "$line"
		keys Enter
	done
	eventually left_clean 0 || fail "q does not leave"
	tm capture-pane -p -S - -t "$pane" | plain | grep -qF 'Noté dans le dossier' || fail "nothing is noted"

	begin "answers through a pipe end on a step"
	printf '%s\n' "${walked[@]}" | "$binary" >"$work/out" || fail "exit code $?"
	plain <"$work/out" | grep -qF -- "$step" || fail "\"$step\" is not recommended"
	begin "answers that stop too soon: exit code 1, and how to go on"
	code=0
	printf '%s\n' "${walked[0]}" | "$binary" >"$work/out" 2>"$work/err" || code=$?
	[[ $code == 1 ]] || fail "exit code $code"
	grep -q 'compromis --lineaire --dossier ' "$work/out" || fail "no command to go on"
}

notes_have() { tm capture-pane -p -t notes | plain | grep -qF -- "$1"; }
follows() { eventually notes_have "$1" || fail "the notes do not show \"$1\": $(tm capture-pane -p -t notes)"; }
side_by_side() { # session, arguments of the program
	tm new-session -d -s "$1" -x 80 -y 24 "exec env NO_COLOR=1 TERM=screen-256color $binary $2"
}

# another_session says whether the session projected just before goes on, 1, or not.
another_session() {
	expect 'Nouvelle séance'
	[[ $1 == 1 ]] || keys Down
	keys Enter
}

in_front_of_a_room() {
	begin "the notes follow the projection in another terminal"
	another_server
	side_by_side e2e 'projeter impaye'
	another_session 2
	expect 'CAS PRATIQUE'
	side_by_side notes notes
	follows '1. '
	keys Right
	follows '2. Le récit'
	begin "the notes killed: the projection goes on, and they come back in sync"
	tm kill-session -t notes
	keys Right
	expect 'LES PIÈCES'
	side_by_side notes notes
	follows '3. Les pièces'
	begin "the projection killed: the notes stay, and it comes back where it was"
	tm kill-session -t "$pane"
	notes_have '3. Les pièces' || fail "the notes are lost"
	side_by_side e2e 'projeter impaye'
	expect 'Reprendre'
	keys Enter
	expect 'LES PIÈCES'
	keys Right Right
	follows '5. Premier vote'
	begin "a vote by show of hands, the step hidden until Enter"
	type_in '5/9/2/0/1'
	keys Enter
	expect_line '█ 9$'
	! page_has 'ÉTAPE ATTENDUE' || fail "the step shows before it is revealed"
	another_server
}

#── The commands ───────────────────────────────────────────────────────────────

# assistant_lines is what an assistant sends: its welcome, then what it asks, with no fact
# and with those of -r.
assistant_lines() {
	local facts='' pair
	for pair; do
		[[ $pair == -r ]] || facts+=${facts:+,}\"${pair%%=*}\":\"${pair#*=}\"
	done
	cat <<-LINES
		{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"essai","version":"1"}}}
		{"jsonrpc":"2.0","method":"notifications/initialized"}
		{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"prochaine_question","arguments":{}}}
		{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"etape","arguments":{}}}
		{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"etape","arguments":{"faits":{$facts}}}}
	LINES
}

commands() {
	local file=content/cas-pratiques/retard-livraison.md code=0 facts=()
	while IFS= read -r pair; do
		facts+=(-r "$pair")
	done < <(section 'Réponses' "$file" | sed -nE 's/^- ([^:]+) : (.*)/\1=\2/p')

	begin "conseil recommends the step"
	"$binary" conseil "${facts[@]}" >"$work/out" || fail "exit code $?"
	plain <"$work/out" | grep -qF -- "$(expected "$file")" || fail "$(cat "$work/out")"

	if command -v python3 >/dev/null; then
		begin "conseil --json writes JSON"
		"$binary" conseil "${facts[@]}" --json | python3 -m json.tool >/dev/null || fail "not JSON"
	fi

	begin "conseil with a bad fact: exit code 2, one line, nothing on the output"
	"$binary" conseil -r client=martien >"$work/out" 2>"$work/err" || code=$?
	[[ $code == 2 ]] || fail "exit code $code"
	[[ ! -s $work/out ]] || fail "something on the output: $(cat "$work/out")"
	[[ $(wc -l <"$work/err") == 1 ]] || fail "not one line: $(cat "$work/err")"

	begin "mcp answers an assistant, line by line, and refuses to conclude too soon"
	assistant_lines "${facts[@]}" | "$binary" mcp >"$work/out" || fail "exit code $?"
	[[ $(wc -l <"$work/out") == 4 ]] || fail "not four answers: $(cat "$work/out")"
	grep -F '"id":1,' "$work/out" | grep -qF '"instructions"' || fail "no welcome: $(cat "$work/out")"
	grep -F '"id":2,' "$work/out" | grep -qF '"prochaine_question":{"fait":"cause"' || fail "no question: $(cat "$work/out")"
	grep -F '"id":3,' "$work/out" | grep -qF '"isError":true' || fail "a step without an answer: $(cat "$work/out")"
	grep -F '"id":4,' "$work/out" | plain | grep -qF -- "$(expected "$file")" || fail "not the step: $(cat "$work/out")"

	begin "verifier refuses a broken page, with its file and line"
	cp -r content "$work/content"
	sed -i 's/^## Comment faire$/## Comment fair/' "$work/content/etapes/conciliation.md"
	code=0
	"$binary" verifier "$work/content" >"$work/out" 2>&1 || code=$?
	[[ $code == 1 ]] || fail "exit code $code"
	grep -qE 'etapes/conciliation\.md:[0-9]+' "$work/out" || fail "$(cat "$work/out")"

	begin "every other command ends well"
	for args in --version version --help help aide 'aide conseil' arbre 'arbre --format mermaid' schema diagnostic verifier man 'completion bash'; do
		# shellcheck disable=SC2086
		"$binary" $args >"$work/out" || fail "$args: exit code $?"
		[[ -s $work/out ]] || fail "$args: nothing written"
	done
	"$binary" completion bash | bash -n || fail "completion bash: not a script"
}

four_conflicts
one_by_one
quits_at_once
stops
terminal_closed
too_small
mouse
dates
no_colour
linear
followed
in_front_of_a_room
commands
echo "End to end: all right."
