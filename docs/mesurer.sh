#!/usr/bin/env bash
# Mesure Compromis et sa référence, sur une machine, en une fois.
#
#   bash docs/mesurer.sh             taille, premier affichage, mémoire
#   bash docs/mesurer.sh --complet   et les bancs d'essai de chaque paquet
#   bash docs/mesurer.sh --atelier   la salle seulement : PARTICIPANTS=300 et, s'il
#                                    est donné, ENDURANCE=30m d'allées et venues
#
# Linux seulement. Laissez la machine au repos pendant la mesure.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --atelier ]]; then
	go test ./internal/workshop -run '^$' -bench .
	go test -tags load ./internal/host -run 'TestLoad|TestKilled' -count 1 -v
	if [[ -n ${ENDURANCE:-} ]]; then
		go test -tags load ./internal/host -run TestSoak -count 1 -timeout 3h -v
	fi
	exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags '-s -w' -o "$work/$1" "$2"; }
build compromis .
build reference ./docs/mesurer/reference
build measure ./docs/mesurer/measure

mib() { wc -c <"$work/$1" | awk '{ printf "%.1f", $1 / 1048576 }'; }
printf '%-28s %10s %10s %8s\n' "taille, Mio" "$(mib compromis)" "$(mib reference)" ""
"$work/measure" -n 30 "$work/compromis" "$work/reference"

if [[ ${1:-} == --complet ]]; then
	go test -run '^$' -bench . -benchmem ./decision ./content ./tui ./internal/casefile
fi
