package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const dependenciesPage = "docs/dependances.md"

// dependencyRow is a library in the page: module, version, date, licence, and why, which
// a person writes.
var dependencyRow = regexp.MustCompile(`(?m)^\| ([a-z][^ |]*/[^ |]*|rsc\.io/qr) \|.*\| ([^|]*) \|$\n?`)

// library is a module of go.mod.
type library struct {
	Path, Version, Dir string
	Time               time.Time
	Main, Indirect     bool
}

// libraries are those that go.mod names, with the date of their version.
func libraries(t *testing.T) (all []library) {
	t.Helper()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	list := []string{"list", "-m", "-json"}
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1) {
		list = append(list, m[1])
	}
	cmd := exec.Command("go", list...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var l library
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
}

// TestDependencies: the page tells each library that go.mod names, at its version, the
// day of it, under which licence, and why it is there.
func TestDependencies(t *testing.T) {
	page, err := os.ReadFile(dependenciesPage)
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]string{}
	for _, row := range dependencyRow.FindAllStringSubmatch(string(page), -1) {
		why[row[1]] = row[2]
	}
	linked, err := os.ReadFile(thirdParty)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	for _, l := range libraries(t) {
		licence := kindOf(licenceIn(t, l.Dir))
		if licence == "" || strings.TrimSpace(why[l.Path]) == "" || l.Time.IsZero() {
			t.Errorf("%s of %v: licence %q, because %q", l.Path, l.Time, licence, why[l.Path])
		}
		if !strings.Contains(string(linked), "| "+l.Path+" |") && !strings.HasPrefix(why[l.Path], "tests : ") {
			t.Errorf("%s is not in the program, and is not said to be for tests: %q", l.Path, why[l.Path])
		}
		table.WriteString("| " + l.Path + " | " + l.Version + " | " + l.Time.Format("02/01/2006") + " | " + licence + " | " + why[l.Path] + " |\n")
	}
	const head = "|---|---|---|---|---|\n"
	before, rows, _ := strings.Cut(string(page), head)
	want := before + head + table.String() + dependencyRow.ReplaceAllString(rows, "")
	if *update {
		if err := os.WriteFile(dependenciesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(dependenciesPage); err != nil || string(got) != want {
		t.Errorf("%s is not what go.mod names (%v): go test . -run TestDependencies -update", dependenciesPage, err)
	}
}

// TestIndex: docs/README.md leads to each page, and to none that is not there.
func TestIndex(t *testing.T) {
	index, err := os.ReadFile("docs/README.md")
	if err != nil {
		t.Fatal(err)
	}
	pages, _ := filepath.Glob("docs/*.md")
	for _, page := range pages {
		if name := filepath.Base(page); name != "README.md" && !strings.Contains(string(index), "]("+name+")") {
			t.Errorf("%s is not in the index", name)
		}
	}
	for _, link := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(string(index), -1) {
		if _, err := os.Stat(filepath.Join("docs", link[1])); err != nil {
			t.Error(err)
		}
	}
}
