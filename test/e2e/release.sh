#!/usr/bin/env bash
# What is published of a version, tried as somebody would who has no Go: the sums, the
# list of what is inside, a package installed in an empty system, used and removed, an
# archive, the manual, and what completes a command in bash, zsh and fish.
#
#   usage: bash test/e2e/release.sh FOLDER
#
# FOLDER was made by release/, for linux/amd64 at least. Needs to be root (chroot), with
# busybox-static, dpkg, zsh, fish, man-db, jq and tmux (Debian).
made=$(realpath "${1:?usage: release.sh FOLDER}")
deb=$(echo "$made"/*_linux_amd64.deb)
tar=$(echo "$made"/*_linux_amd64.tar.gz)
version=$(basename "$tar" _linux_amd64.tar.gz)
version=${version#compromis_}
binary=none
# shellcheck source=test/e2e/terminal.sh
. "$(dirname "$0")/terminal.sh"

root=$work/root # a system with a shell and nothing else
told() { [[ $out == *"$1"* ]] || fail "\"$1\" is not in: $out"; }

# empty makes a system that holds a shell, its tools, and no package.
empty() {
	mkdir -p "$root"/{bin,etc,tmp,usr,home/anne,var/lib/dpkg/{info,updates,triggers}}
	: >"$root/var/lib/dpkg/status"
	cp "$(command -v busybox)" "$root/bin/busybox"
	local tool
	for tool in sh cat ls rm tar; do ln -s busybox "$root/bin/$tool"; done
}

# inside runs a command there; what it writes is in $out.
inside() {
	out=$(env -i PATH=/usr/bin:/bin HOME=/home/anne LANG=C.UTF-8 "$(command -v chroot)" "$root" "$@" 2>&1 </dev/null | plain; exit "${PIPESTATUS[0]}") || fail "$*: $out"
}
package() { out=$(env -i PATH="$PATH" LC_ALL=C.UTF-8 dpkg --root="$root" --log=/dev/null "$@" 2>&1) || fail "dpkg $*: $out"; }
cases() { (cd "$root/home/anne" && find . -type f ! -name '*.lock' -exec sha256sum {} + | sort); }

# uses makes a case and reads it again.
uses() {
	inside compromis --version
	told "v$version"
	[[ $out != *modifi* || $version == *-* ]] || fail "$out"
	inside compromis dossiers nouveau --client "Noël $1" -r cause=impaye
	inside compromis dossiers
	told "Noël $1"
}

sums() {
	begin "the sums are those of the files"
	(cd "$made" && sha256sum --quiet -c SHA256SUMS) || fail 'a sum is wrong'
	[[ $(grep -c . "$made/SHA256SUMS") == $(find "$made" -maxdepth 1 -type f ! -name SHA256SUMS | wc -l) ]] || fail 'a file has no sum'
}

list() {
	begin "the list of what is inside names every module, and no other"
	mkdir "$work/tar"
	tar -xzf "$tar" -C "$work/tar" --strip-components 1
	go version -m "$work/tar/compromis" | awk '$1 == "dep" { print "pkg:golang/" $2 "@" $3 }' | sort >"$work/linked"
	jq -r '.components[].purl // empty' "$work/tar/sbom.cdx.json" | grep -v '^pkg:golang/std@' | sort >"$work/listed"
	[[ -s $work/linked ]] || fail 'no module is linked'
	diff "$work/linked" "$work/listed" || fail 'the list is not that of the modules'
	[[ $(jq -r '.metadata.component.hashes[0].content' "$work/tar/sbom.cdx.json") == $(sha256sum <"$work/tar/compromis" | cut -d' ' -f1) ]] || fail 'the list is of another program'
	jq -e '[.components[].licenses[0].license.id] | all' "$work/tar/sbom.cdx.json" >/dev/null || fail 'a part has no licence'
}

debian() {
	begin "a deb: installed in an empty system, used, installed again, removed"
	empty
	[[ ! -e $root/usr/local/go ]] || fail 'there is a Go'
	package -i "$deb"
	uses deb
	local before
	before=$(cases)
	package -i "$deb"
	[[ $out != *'est retiré'* ]] || fail "installed again, it says that it is removed: $out"
	cp -r "$root/usr/share" "$work/share"
	package -r compromis
	told 'est retiré'
	told '~/.local/share/compromis'
	[[ ! -e $root/usr/bin/compromis && -z $(find "$root" -name '*compromis*' -not -path '*/home/*' -not -path '*/var/*') ]] || fail "left: $(find "$root" -type f)"
	[[ -n $before && $(cases) == "$before" ]] || fail "the cases changed: $(cases)"
}

archive() {
	begin "a tar.gz: unpacked, used, removed; the cases made before are still there"
	mkdir -p "$root/usr/bin"
	cp "$tar" "$root/tmp/a.tar.gz"
	inside tar -xzf /tmp/a.tar.gz -C /tmp
	ln -s "/tmp/compromis-$version/compromis" "$root/usr/bin/compromis"
	uses tar
	told 'Noël deb'
	local name
	for name in LISEZMOI.txt LICENSE licences-tierces.md OFL.txt CHANGELOG.md man/compromis.1 completions/compromis.ps1; do
		[[ -s $root/tmp/compromis-$version/$name ]] || fail "no $name"
	done
	rm -r "${root:?}/tmp" "$root/usr/bin/compromis"
	[[ $(find "$root/home/anne" -name '*.json' | wc -l) == 2 ]] || fail 'a case is lost'
}

manual() {
	begin "the manual, where man looks for it"
	out=$(MANPATH=$work/share/man MANWIDTH=80 man -P cat compromis 2>&1 | col -bx | plain)
	told 'compromis - '
	told 'COMPROMIS_DOSSIERS'
}

# completes: what each shell makes of a word begun, from where the package put it.
completes() {
	begin "what completes a command in bash, zsh and fish"
	mkdir "$work/path"
	ln -s "$work/tar/compromis" "$work/path/compromis"
	local path=$work/path:$PATH
	out=$(PATH=$path bash --norc -c "
		. '$work/share/bash-completion/completions/compromis'
		COMP_WORDS=(compromis verif) COMP_CWORD=1 COMP_LINE='compromis verif' COMP_POINT=15
		\$(complete -p compromis | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
		echo \"\${COMPREPLY[@]}\"")
	told verifier
	out=$(PATH=$path XDG_DATA_DIRS=$work/share HOME=$work fish -c 'complete -C "compromis verif"')
	told verifier
	terminal 100 20
	tm send-keys -t "$pane" -l "clear; PATH='$path' HOME='$work' zsh -f"
	tm send-keys -t "$pane" Enter
	tm send-keys -t "$pane" -l "fpath=('$work/share/zsh/vendor-completions' \$fpath); autoload -Uz compinit; compinit -u -D; PS1='prêt> '; clear"
	tm send-keys -t "$pane" Enter
	expect 'prêt>'
	tm send-keys -t "$pane" -l 'compromis verif'
	tm send-keys -t "$pane" Tab
	expect 'compromis verifier'
}

sums
list
debian
archive
manual
completes
echo "what is published is well [${SECONDS} s]"
