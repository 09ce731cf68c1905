package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// outside says which packages may reach out of the program, to the network or to
// other programs; the tools beside it are not the program.
var outside = map[*regexp.Regexp]*regexp.Regexp{
	regexp.MustCompile(`^(net|net/(http|smtp|rpc|textproto)(/.*)?|crypto/tls|charm\.land/(ssh|wish)(/.*)?|golang\.org/x/(crypto/ssh|net)(/.*)?)$`): regexp.MustCompile(`^internal/(door(/.*)?|postgres(/postgrestest)?)$`),
	regexp.MustCompile(`^github\.com/jackc/.*$`):                          regexp.MustCompile(`^internal/postgres(/postgrestest)?$`),
	regexp.MustCompile(`^github\.com/modelcontextprotocol/go-sdk(/.*)?$`): regexp.MustCompile(`^internal/mcp(/mcptest)?$`), // it knows the network, and TestAssistant sees none
	regexp.MustCompile(`^(os/exec|plugin)$`):                              regexp.MustCompile(`^internal/(desktop|postgres/postgrestest)$`),
	regexp.MustCompile(`^(syscall|unsafe|golang\.org/x/sys/.*)$`):         regexp.MustCompile(`^internal/(disk|disk/disktest|desktop|terminal|door|door/ssh|postgres|postgres/postgrestest)$`),
}

// TestOnlyTheDoorsTalk: nothing but the doors of a workshop, and what speaks to the
// server of a team, reaches the network, nothing but the desktop runs another program, and nothing but the assistant's package
// holds the library of its protocol.
func TestOnlyTheDoorsTalk(t *testing.T) {
	seen := map[*regexp.Regexp]bool{}
	for _, s := range sources(t) {
		if strings.HasPrefix(s.folder(), "docs/") || s.folder() == "release" {
			continue
		}
		for _, i := range s.file.Imports {
			for what, who := range outside {
				if !what.MatchString(strings.Trim(i.Path.Value, `"`)) {
					continue
				}
				seen[what] = true
				if !who.MatchString(s.folder()) {
					t.Errorf("%s must not import %s", s.path, i.Path.Value)
				}
			}
		}
	}
	if len(seen) != len(outside) {
		t.Errorf("%d kinds of imports seen of %d", len(seen), len(outside))
	}
}

// TestSecurityPage: each test the page of promises names is there.
func TestSecurityPage(t *testing.T) {
	page, err := os.ReadFile("docs/securite.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`([a-z/]+)\\.(Test[A-Za-z]+)`").FindAllStringSubmatch(string(page), -1)
	if len(named) < 30 {
		t.Errorf("%d tests named", len(named))
	}
	for _, n := range named {
		folder := n[1]
		if folder == "main" {
			folder = "."
		}
		files, _ := filepath.Glob(filepath.Join(folder, "*_test.go"))
		found := false
		for _, name := range files {
			text, err := os.ReadFile(name)
			found = found || err == nil && strings.Contains(string(text), "func "+n[2]+"(t *testing.T)")
		}
		if !found {
			t.Errorf("no test %s in %s", n[2], n[1])
		}
	}
}
