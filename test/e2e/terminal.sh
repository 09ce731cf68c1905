#!/usr/bin/env bash
# A real terminal, and what a person does and sees there: for person.sh, wine.sh
# and atelier.sh, which read this file after having set $binary, the program.
#
# The terminal is tmux, on a socket of its own. What to expect is read from the
# pages of content/, so that editing them does not break these runs. Nothing
# waits for a fixed time: each expectation is polled until a deadline.
set -euo pipefail

cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
work=$(mktemp -d)
export COMPROMIS_DOSSIERS=$work/dossiers XDG_RUNTIME_DIR=$work/run XDG_DATA_HOME=$work/data
mkdir -m 700 "$XDG_RUNTIME_DIR"
patience=30 # seconds before an expectation fails
pane=e2e    # the terminal one looks at and types in

# Each terminal has a server of its own: one that is going away may still answer.
server=0
tm() { TMUX_TMPDIR=$work tmux -L "e2e$server" -f /dev/null "$@"; }
another_server() {
	tm kill-server 2>/dev/null || true
	server=$((server + 1))
}
what= told=
cleanup() {
	[[ $? == 0 || -n $told ]] || echo "FAILED: $what: a command of this script failed"
	tm kill-server 2>/dev/null || true
	rm -rf "$work"
}
trap cleanup EXIT

#── What the screen shows ──────────────────────────────────────────────────────

# plain writes typography as authors type it, and joins lines.
plain() { sed "s/’/'/g; s/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g" | tr -s ' \n' ' '; }

screen() { tm capture-pane -p -t "$pane"; }

# page is the screen on one line, without the panel on the right or the frames.
page() { screen | sed -E 's/^(.{20,})│.*/\1/; s/[┃│▌]//g' | plain; }

fail() {
	told=yes
	echo "FAILED: $what: $1"
	echo "┌── screen ──"
	screen 2>/dev/null | sed 's/^/│/' || true
	echo "└──"
	exit 1
}

# eventually repeats a command until it succeeds.
eventually() {
	local end=$((SECONDS + patience))
	until "$@"; do
		((SECONDS < end)) || return 1
		sleep 0.03
	done
}

page_has() { [[ $(page) == *"$1"* ]]; }
screen_has() { [[ $(screen) == *"$1"* ]]; }
screen_like() { screen | grep -qE -- "$1"; }
header_like() { screen | head -n 2 | grep -qE -- "$1"; }

expect() { eventually page_has "$1" || fail "\"$1\" does not show"; }
expect_line() { eventually screen_like "$1" || fail "no line like /$1/"; }
expect_header() { eventually header_like "$1" || fail "no header like /$1/"; }

# answer presses a digit once the question was read: one that follows another at once
# is not taken.
answer() {
	sleep 0.2
	keys "$1"
}

# insist presses a digit until a line shows: one that follows another at once is
# not taken.
pressed() {
	keys "$1"
	screen_like "$2"
}
insist() { eventually pressed "$1" "$2" || fail "no line like /$2/"; }

begin() {
	what=$1
	echo "  $what"
}

#── The terminal ───────────────────────────────────────────────────────────────

# terminal opens one of that size; what is typed in it goes to a shell.
terminal() { # width height
	another_server
	tm new-session -d -s "$pane" -x "$1" -y "$2" \
		"exec env NO_COLOR=1 TERM=screen-256color PS1='ready$ ' HISTFILE= bash --norc --noprofile"
	expect_line '^ready\$'
}

# launch types a command line of the program.
launch() {
	tm send-keys -t "$pane" -l "clear; $binary ${1:-}; echo code=\$?"
	tm send-keys -t "$pane" Enter
}

# open starts the full screen and waits for the welcome.
open() { # width height
	terminal "$1" "$2"
	launch
	expect "Nouveau conflit"
}

keys() { tm send-keys -t "$pane" "$@"; }
type_in() { tm send-keys -t "$pane" -l "$1"; }
resize() { tm resize-window -t "$pane" -x "$1" -y "$2"; }

# back_to_shell checks that the program left, and left the terminal clean: the
# main screen, its cursor, no mouse report, a line that echoes, no stray bytes.
left_clean() { [[ $(screen) == *"code=$1"* && $(screen | sed '/^ *$/d' | tail -n 1) == 'ready$'* ]]; }
two_lines() { [[ $(screen | sed '/^ *$/d' | wc -l) == 2 ]]; }
back_to_shell() { # exit code
	eventually left_clean "$1" || fail "no clean prompt after exit code $1"
	clean
}
clean() {
	[[ $(tm display -p -t "$pane" '#{alternate_on}#{mouse_any_flag}#{cursor_flag}') == 001 ]] ||
		fail "terminal not restored: alternate screen, mouse, cursor = $(tm display -p -t "$pane" '#{alternate_on} #{mouse_any_flag} #{cursor_flag}')"
	type_in 'clear; stty -a | tr " ;" "\n" | grep -xE -- "-?(icanon|echo|isig|icrnl|opost)" | sort | paste -sd " "'
	keys Enter
	expect_line '^echo icanon icrnl isig opost$'
	eventually two_lines || fail "stray text after the program"
}

# stops_by checks that a program stopped that way gives the terminal back clean,
# and that it takes it up again where it was.
stops_by() { # z, for ctrl+z, or the name of a signal; what shows then
	case $1 in
	z) keys C-z ;;
	*) kill "-$1" "$(pgrep -P "$(tm display -p -t "$pane" '#{pane_pid}')")" ;;
	esac
	expect_line '^\[1\]\+ +Stopped'
	eventually screen_like '^ready\$' || fail "no prompt once stopped"
	clean
	type_in 'fg; echo code=$?'
	keys Enter
	expect "$2"
}

#── The content ────────────────────────────────────────────────────────────────

title() { head -n 1 "$1" | sed 's/^# *//' | plain | sed 's/ $//'; }
slug() { sed 'y/àâäéèêëîïôöùûüç/aaaeeeeiioouuuc/; s/ /-/g'; }

# section prints a part of a page: its heading, then the page.
section() { awk -v h="## $1" '/^## /{in_it=($0==h)} in_it && !/^## /' "$2"; }

# expected is the title of the step a conflict leads to.
expected() {
	local link
	link=$(section 'Étape attendue' "$1" | grep -oE 'etapes/[a-z0-9-]+\.md')
	title "content/$link"
}

# said is the value a conflict gives to a fact.
said() { section 'Réponses' "$2" | sed 's/^- //' | slug | sed -nE "s/^$1-?:-?(.*)/\1/p"; }

# digit is the number of a value among the answers to a question.
digit() { section 'Réponses' "content/questions/$1.md" | grep -nE "^- $2 ?:" | cut -d: -f1; }

typed() { grep -q '^## Saisie' "content/questions/$1.md"; }

# wordings are the ways a question is put: its title, then those of its variants.
wordings() {
	title "$1"
	echo
	sed -n '/^### Question$/{n;p}' "$1"
}

# asked is the fact of the question on the screen.
asked() {
	local shown file wording
	shown=$(page)
	for file in content/questions/[!_]*.md; do
		while IFS= read -r wording; do
			if [[ -n $wording && $shown == *"$wording"* ]]; then
				basename "$file" .md
				return
			fi
		done < <(wordings "$file")
	done
	return 1
}
