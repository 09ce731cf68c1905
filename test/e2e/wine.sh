#!/usr/bin/env bash
# Drives the program built for Windows, under wine: what is particular to that system.
# Paths with spaces and accents, lines that end with CR LF, a case saved while another
# program has it open, two windows on one case, a console that shows the codes of a
# screen instead of obeying them.
#
#   usage: bash test/e2e/wine.sh PROGRAM.exe [FOLDER]
#
# FOLDER holds the unit tests of what is particular to Windows: NAME.test.exe for
# internal/NAME.
#
# Needs tmux, wine64 and gcc-mingw-w64-x86-64 (Debian). Wine 8 has no bcryptprimitives.dll,
# from which Go takes its chance: mingw makes one, of the random bytes that wine has.
exe=$(realpath "${1:?usage: wine.sh PROGRAM.exe}")
binary=$exe
tests=${2:+$(realpath "$2")}
sources=$PWD
# shellcheck source=test/e2e/terminal.sh
. "$(dirname "$0")/terminal.sh"

wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
export HOME=$work # nothing of the user

cases='essais, été' # a folder with a space, a comma and accents, beside us
cd "$work"
unset COMPROMIS_DOSSIERS

stop_wine() { "${wine%64}server" -k 2>/dev/null || "$(dirname "$wine")/wineserver" -k 2>/dev/null || true; }
trap 'cleanup_wine' EXIT
cleanup_wine() {
	stop_wine
	cleanup
}

# run runs the program; what it writes is in $out, on one line, and its end in $code.
run() {
	code=0
	out=$(timeout 60 "$wine" "$exe" --dossiers "$cases" "$@" 2>&1 </dev/null | tr -d '\r' | plain; exit "${PIPESTATUS[0]}") || code=$?
}
# typing is the same, with lines that end as those of Windows.
typing() { # lines arguments…
	local lines=$1
	shift
	code=0
	out=$(printf "$lines" | sed 's/$/\r/' | timeout 60 "$wine" "$exe" --dossiers "$cases" "$@" 2>&1 | tr -d '\r' | plain; exit "${PIPESTATUS[1]}") || code=$?
}
ends() { [[ $code == "$1" ]] || fail "code $code instead of $1: $out"; }
told() { [[ $out == *"$1"* ]] || fail "\"$1\" is not in: $out"; }
untold() { [[ $out != *"$1"* ]] || fail "\"$1\" is in: $out"; }
# only is the only file of the cases.
only() { find "$cases" -maxdepth 1 -name '*.json'; }

prepare() {
	x86_64-w64-mingw32-gcc -O2 -shared -x c -o chance.dll - <<-'C'
		#include <windows.h>
		BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */
		__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T size) {
			for (ULONG n; size > 0; to += n, size -= n) {
				n = size > 65536 ? 65536 : (ULONG)size;
				if (!SystemFunction036(to, n)) return FALSE;
			}
			return TRUE;
		}
	C
	timeout 120 "$wine" wineboot -i >/dev/null 2>&1 || true
	cp chance.dll "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
}

commands() {
	begin "the commands that keep nothing"
	run --version
	ends 0
	told 'contenu du'
	run --version --json
	ends 0
	told '"systeme": "windows/amd64"'
	run calculer --client commercant --facture 1500 --echeance 30/09/2026 --aujourdhui 28/11/2026
	ends 0
	told '40,00'
	run arbre -o 'l’arbre été.svg'
	ends 0
	[[ -s 'l’arbre été.svg' ]] || fail "no tree: $out"
	run cas
	ends 0
	run cas impaye --corrige -o 'cas été.pdf'
	[[ $code == 0 && $(head -c 5 'cas été.pdf') == %PDF- ]] || fail "no page of a case: $out"
	run verifier
	ends 0
	run conseil -r cause=nimporte
	ends 2

	begin "an assistant, whose lines end as those of Windows"
	typing '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"essai","version":"1"}}}\n{"jsonrpc":"2.0","method":"notifications/initialized"}\n{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"prochaine_question","arguments":{}}}\n' mcp
	ends 0
	told '"prochaine_question":{"fait":"cause"'
}

# overlay: somebody's pages, one saved by the editor of Windows, laid over the program's.
overlay() {
	begin "pages in a folder with accents, laid over those of the program"
	run contenu nouveau etape proposer-un-avoir --dans 'mes pages été'
	ends 0
	typing '1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n' cas nouveau mon-cas --dans 'mes pages été' --depuis "$id"
	ends 0
	sed -i '1s/^/\xef\xbb\xbf/; s/$/\r/' 'mes pages été/cas-pratiques/mon-cas.md'
	run verifier --contenu 'mes pages été'
	ends 0
	run cas mon-cas --contenu 'mes pages été'
	ends 0
	told 'mes pages été'
	run contenu comparer 'mes pages été'
	ends 0
	run etabli 'mes pages été' --lineaire --aide
	ends 0
	printf 'faux\r\n' >'mes pages été/questions.txt'
	mkdir -p 'mes pages été/questions'
	printf '# Rien\r\n' >'mes pages été/questions/cause.md'
	run cas --contenu 'mes pages été'
	ends 1
	told 'cause.md'
}

one_case() {
	begin "a case kept in a folder with accents: made, answered, noted, listed, printed"
	run dossiers nouveau --client 'Noël & Fils' -r cause=impaye
	ends 0
	id=$(basename "$(only)" .json)
	run dossiers repondre "$id" -r client=commercant
	ends 0
	run dossiers noter "$id" --quoi appel --le 12/11/2026 --note 'ça répond' --aujourdhui 28/11/2026
	ends 0
	run dossiers facture "$id" --numero F-1 --echeance '30/09/2026=1500'
	ends 0
	run dossiers
	told 'Noël & Fils'
	run courrier "$id" relance-1 -o 'relance été.docx'
	[[ $code == 0 && -s 'relance été.docx' ]] || fail "no letter: $out"
	run courrier "$id" relance-1 -o 'relance été.docx'
	ends 1 # it exists, and is left as it is
	run courrier "$id" relance-1 -o 'relance été.docx' --force
	ends 0
	[[ $(find . -name '*.tmp*' -o -name '.*été*' | wc -l) == 0 ]] || fail "files are left: $(ls -A)"
}

in_lines() {
	begin "plain lines, whose lines end with CR LF"
	typing 'aucune\ninconnu\nmes réponses\nq\n' --lineaire --dossier "$id"
	ends 0
	told 'Entretien terminé'
	told 'Ce que chaque réponse laisse ouvert'
	! grep -q '\\r' "$(only)" || fail "a CR is in the case: $(cat "$(only)")"
}

# shared: one window has the case, and the other may only read it, until it is left.
shared() {
	begin "two windows on one case"
	mkfifo typed
	timeout 60 "$wine" "$exe" --dossiers "$cases" --lineaire --dossier "$id" <typed >first 2>&1 &
	local window=$!
	exec 3>typed
	first_has() { [[ $(plain <first) == *"$1"* ]]; }
	eventually first_has 'Question' || fail "no question: $(cat first)"
	run dossiers ouvrir "$id"
	ends 0
	told 'Noël & Fils'
	run dossiers noter "$id" --quoi relance --le 13/11/2026 --aujourdhui 28/11/2026
	ends 1
	told 'fenêtre'
	printf 'q\r\n' >&3
	exec 3>&-
	wait "$window" || fail "the first window: $(cat first)"
	run dossiers noter "$id" --quoi relance --le 13/11/2026 --aujourdhui 28/11/2026
	ends 0
}

# race: what two programs said noted is in the case, and nothing else is in the folder.
race() {
	begin "two programs that write one case at once"
	local one two noted=0 n
	writes() {
		local i
		for i in 1 2 3 4 5 6; do
			timeout 60 "$wine" "$exe" --dossiers "$cases" dossiers noter "$id" --quoi appel --note "$1$i" --le 14/11/2026 --aujourdhui 28/11/2026 >/dev/null 2>&1 </dev/null && echo "$1$i"
		done
		true
	}
	writes a >a & one=$!
	writes b >b & two=$!
	wait "$one" "$two"
	for n in $(cat a b); do
		grep -q "\"$n\"" "$(only)" || fail "$n was said noted, and is not: $(cat "$(only)")"
		noted=$((noted + 1))
	done
	((noted >= 6)) || fail "only $noted of 12 writes were done"
	run dossiers
	told 'Noël & Fils'
	[[ $(find "$cases" -maxdepth 1 -type f | grep -cvE '(\.(json|etats)|/\.index)$') == 0 ]] || fail "files are left: $(ls -A "$cases")"
}

# quits types q. What is typed before the console listens is lost to it.
quits() {
	keys q
	sleep 0.2
	keys Enter
	sleep 0.5
	page_has 'code=0'
}

# console: that of wine obeys no code, and says it does. The program is alone on it, as
# after a double click.
console() {
	begin "a console that shows the codes of a screen: plain lines, and why"
	terminal 100 40
	tm send-keys -t "$pane" -l "clear; cd '$work'; '$wine' '$exe' --dossiers '$cases'; echo code=\$?"
	tm send-keys -t "$pane" Enter
	expect "Cette console n'affiche pas le plein écran"
	expect 'Question 1'
	screen | grep -qF '[' && fail 'codes are shown'
	eventually quits || fail 'q does not end it'
	page_has 'Entretien terminé' || fail 'nothing says that it ended'
	page_has 'Appuyez sur Entrée pour fermer' || fail 'its window closes before one has read'
	tm send-keys -t "$pane" -l "clear; '$wine' '$exe' --dossiers '$cases' dossiers ouvrir $id; echo code=\$?"
	tm send-keys -t "$pane" Enter
	expect "Cette console n'affiche pas le plein écran"
	expect 'Votre réponse'
	eventually quits || fail 'q does not end it'
}

# units runs the unit tests. Two things are not proved so: Wine 8 refuses to replace a file
# while somebody reads it (race, below, tries what it can), and cannot erase the folder
# of a test, which is no test of ours: a test fails of that alone, and counts.
units() {
	[[ -n $tests ]] || return 0
	begin "the unit tests of what is particular to Windows"
	local file name
	for file in "$tests"/*.test.exe; do
		name=$(basename "$file" .test.exe)
		(cd "$sources/internal/$name" && timeout 120 "$wine" "$file" -test.v -test.skip '^TestReadersSeeAWholeFile$' 2>&1) </dev/null | tr -d '\r' >"units-$name" || true
		grep -qE -- '--- (PASS|FAIL)' "units-$name" && grep -qE '^(PASS|FAIL)$' "units-$name" || fail "$name: $(tail -n 20 "units-$name")"
		! grep -E '^ +[A-Za-z_]+\.go:[0-9]+:|^panic' "units-$name" | grep -vE 'testing\.go:[0-9]+: TempDir RemoveAll cleanup|\[rapid\] OK' || fail "$name"
	done
}

prepare
units
commands
one_case
overlay
in_lines
shared
race
console
echo "all is well under wine [${SECONDS} s]"
