package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/licences-tierces.md anew")

// thirdParty is where the licences of what the program is built with are kept:
// all of them ask that their text goes along.
const thirdParty = "docs/licences-tierces.md"

const thirdPartyHead = `# Les licences de ce que le programme contient

Le programme construit contient le code de ces modules, pour Linux, Windows ou macOS, la bibliothèque standard de Go, qui a la licence de golang.org/x/sys, et une police. Toutes ces licences permettent de l'employer et de le redistribuer, à condition que leur texte suive.

Cette page est écrite par ` + "`go test . -run TestThirdParty -update`" + `, et vérifiée par le même test : elle correspond toujours à go.mod.

`

// kinds tell a licence by words only it has, the first that fits. Another kind
// must be read by somebody before it comes in.
var kinds = [][2]string{
	{"SIL OPEN FONT LICENSE", "OFL-1.1"},
	{"Apache License", "Apache-2.0"},
	{"Permission is hereby granted, free of charge", "MIT"},
	{"endorse or promote products", "BSD-3-Clause"},
	{"Redistribution and use in source and binary forms", "BSD-2-Clause"},
	{"Permission to use, copy, modify, and", "ISC"},
	{"Mozilla Public License", testsOnly},
}

// testsOnly is a licence that asks for the sources of what it covers: for tests, which
// nobody is given.
const testsOnly = "MPL-2.0"

func kindOf(text string) string {
	for _, k := range kinds {
		if strings.Contains(text, k[0]) {
			return k[1]
		}
	}
	return ""
}

// part is a module the program is built with, or its font.
type part struct{ name, version, text string }

// parts lists what the program is built with, on the systems it is built for.
func parts(t *testing.T) []part {
	t.Helper()
	found := map[string]part{}
	for _, system := range []string{"linux/amd64", "linux/arm64", "windows/amd64", "darwin/arm64"} {
		list := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}{{end}}`, ".")
		goos, goarch, _ := strings.Cut(system, "/")
		list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch)
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if f := strings.Split(strings.TrimSpace(line), "|"); len(f) == 3 && found[f[0]].name == "" {
				found[f[0]] = part{f[0], f[1], licenceIn(t, f[2])}
			}
		}
	}
	font, err := os.ReadFile("internal/paper/fonts/OFL.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := slices.SortedFunc(maps.Values(found), func(a, b part) int { return strings.Compare(a.name, b.name) })
	return append(all, part{"la police des documents PDF", "internal/paper/fonts", string(font)})
}

// licenceIn is the text of the licence of a module.
func licenceIn(t *testing.T, dir string) string {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, "LICENSE*"))
	var all []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
	return strings.Join(all, "\n")
}

// TestThirdParty: the page of licences lists each module of the built program, at
// its version, with the whole text of a licence that lets it be given to all.
func TestThirdParty(t *testing.T) {
	var table, texts strings.Builder
	table.WriteString("| Module | Version | Licence |\n|---|---|---|\n")
	all := parts(t)
	told := map[string]bool{}
	for _, p := range all {
		kind := kindOf(p.text)
		if kind == "" || kind == testsOnly {
			t.Errorf("%s %s: no licence known here, or not for what is published; read it", p.name, p.version)
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", p.name, p.version, kind)
		if told[p.text] {
			continue
		}
		told[p.text] = true
		var of []string
		for _, other := range all {
			if other.text == p.text {
				of = append(of, other.name)
			}
		}
		fmt.Fprintf(&texts, "\n## %s\n\n```text\n%s\n```\n", strings.Join(of, ", "), clean(p.text))
	}
	want := thirdPartyHead + table.String() + texts.String()
	if *update {
		if err := os.WriteFile(thirdParty, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(thirdParty)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what the program is built with (%v): go test . -run TestThirdParty -update", thirdParty, err)
	}
}

// clean leaves no space at the end of a line, which nobody sees.
func clean(text string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(text)) {
		lines = append(lines, strings.TrimRight(line, " \t\r\n"))
	}
	return strings.Join(lines, "\n")
}
