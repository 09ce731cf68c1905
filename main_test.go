package main

import (
	"compromis/content"
	"compromis/internal/dossier"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rules of the architecture, as tests: who may import whom, a package
// comment everywhere, and budgets that keep files and functions readable.

const module = "compromis"

// maxFunction and maxFile are in lines.
const (
	maxFunction = 60
	maxFile     = 500
)

// imports says, a line for each package, which others of the module it may
// import: some of the lines above its own, so that no arrow runs back up (see
// docs/architecture.md). "main" is the program.
var imports, floors = table(`
internal/french:
internal/french/frenchtest:  # hostile texts, and what a terminal obeys, for tests
internal/disk/internal/system:
internal/disk: internal/disk/internal/system
internal/disk/disktest: internal/disk/internal/system  # a disk whose n-th call fails, for tests
internal/desktop: internal/disk
internal/terminal:
decision:
decision/decisiontest: decision  # ways through the diagram, for tests
internal/dossier: decision
content: internal/french internal/disk decision internal/dossier
content/contenttest: decision content  # the real content, a small one and a day, for tests
internal/say: internal/french decision internal/dossier
internal/paper: internal/french decision
internal/draw: internal/french decision internal/say
internal/postgres: internal/french
internal/postgres/postgrestest:  # a server of its own, for tests
internal/casefile/internal/cost:
internal/casefile: internal/french internal/disk decision internal/dossier internal/postgres internal/casefile/internal/cost
internal/casefile/casefiletest: content/contenttest decision internal/french internal/dossier internal/postgres/postgrestest internal/casefile internal/casefile/internal/cost  # what every store promises, and passphrases that cost nothing, for tests
internal/watch: internal/french internal/disk decision
internal/stage: internal/french internal/disk decision
internal/letter: internal/french decision internal/dossier internal/say internal/paper
internal/handout: internal/french decision internal/say internal/paper internal/stage
internal/workshop: internal/french internal/disk internal/postgres decision internal/say internal/stage
internal/plain: internal/french decision internal/dossier internal/say internal/watch internal/workshop
internal/room: internal/french decision internal/say internal/draw internal/workshop
internal/door: internal/french internal/disk internal/workshop
internal/terminal/terminaltest:  # an emulated terminal that changes size, for tests
internal/door/doortest: internal/terminal/terminaltest decision internal/workshop  # a participant and a trainer, for tests
internal/door/ssh: internal/french internal/disk decision internal/say internal/workshop internal/plain internal/room internal/door
internal/door/web: internal/french decision internal/say internal/paper internal/workshop internal/door
internal/host: internal/french internal/disk internal/terminal decision internal/stage internal/handout internal/workshop internal/room internal/door internal/door/ssh internal/door/web
docs:  # the pages the program reads itself
internal/wire: docs internal/french decision internal/dossier internal/say internal/watch internal/casefile internal/letter
internal/mcp: internal/french decision internal/dossier internal/say internal/plain internal/wire
internal/mcp/mcptest: internal/french internal/french/frenchtest decision content/contenttest internal/say internal/mcp  # an assistant, for tests
internal/workbench: internal/french content decision internal/dossier internal/say internal/paper internal/letter internal/handout
internal/cli: internal/french internal/disk content decision internal/dossier internal/say internal/paper internal/casefile internal/watch internal/stage internal/letter internal/handout internal/plain internal/wire internal/mcp internal/workbench
tui: internal/french internal/desktop decision internal/dossier internal/say internal/paper internal/draw internal/casefile internal/stage internal/letter internal/handout internal/workbench
main: internal/desktop internal/terminal decision content internal/say internal/casefile internal/stage internal/host internal/workbench internal/cli tui
docs/mesurer/reference:  # the yardstick of docs/mesurer.sh
docs/mesurer/measure:  # its stopwatch
docs/planifier:  # plays many rooms on machines that are not there
release:  # makes what is published of a version
`)

// table reads the lines of imports, and their order; what follows a # is a
// remark.
func table(lines string) (all map[string][]string, floors []string) {
	all = map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		line, _, _ = strings.Cut(line, "#")
		name, others, _ := strings.Cut(line, ":")
		if name == "main" {
			name = ""
		}
		all[name], floors = strings.Fields(others), append(floors, name)
	}
	return all, floors
}

// forbidden are outside packages a package may not import.
var forbidden = map[string][]string{
	"decision":       {"os", "io/fs", "math/rand", "net"},
	"tui":            {"os", "net", "golang.org/x/crypto/ssh"},
	"internal/plain": {"os"},
	"internal/cli":   {"os"},
}

// source is a Go file that is not a test.
type source struct {
	path string // from the top, with slashes
	file *ast.File
	set  *token.FileSet
}

func (s source) folder() string {
	if dir := filepath.ToSlash(filepath.Dir(s.path)); dir != "." {
		return dir
	}
	return ""
}

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != "." {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		all = append(all, source{filepath.ToSlash(path), file, set})
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("read the sources: %d files, %v", len(all), err)
	}
	return all
}

func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := imports[s.folder()]
		if !known {
			t.Errorf("%s: package %q has no place in the architecture", s.path, s.folder())
			continue
		}
		for _, i := range s.file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			inside, own := strings.CutPrefix(path, module+"/")
			if own && !slices.Contains(allowed, inside) {
				t.Errorf("%s must not import %s", s.path, path)
			}
			if pure[s.folder()] && strings.Contains(path, ".") {
				t.Errorf("%s: a pure package imports the standard library only, not %s", s.path, path)
			}
			if slices.Contains(forbidden[s.folder()], path) {
				t.Errorf("%s must not import %s", s.path, path)
			}
		}
	}
}

// TestNoArrowBack: a package imports those above its line only, and nothing but
// the program imports the full screen.
func TestNoArrowBack(t *testing.T) {
	above := map[string]bool{}
	for _, name := range floors {
		for _, other := range imports[name] {
			if !above[other] {
				t.Errorf("%s may import %s, which is not on a line above", name, other)
			}
		}
		if above[name] {
			t.Errorf("%s has two lines", name)
		}
		above[name] = true
		if name != "" && slices.Contains(imports[name], "tui") {
			t.Errorf("%s imports tui: only the program does", name)
		}
	}
}

// pure packages have neither files nor clock: today's date is an argument.
var pure = map[string]bool{"decision": true, "internal/dossier": true}

func TestPureHaveNoClock(t *testing.T) {
	for _, s := range sources(t) {
		if !pure[s.folder()] {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := call.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, call.Sel.Name) {
				t.Errorf("%s reads the clock", s.set.Position(call.Pos()))
			}
			return true
		})
	}
}

// TestKnownPages: the pages and steps that code names are those of dossier.Names,
// which content checks, and each is named for a reason.
func TestKnownPages(t *testing.T) {
	g, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	listed := append(slices.Clone(dossier.Names.Bases), dossier.Names.Steps...)
	listed = append(listed, string(dossier.AnswerComplaint), string(dossier.DeclareClaim)) // deadlines, that steps share a name with
	used := map[string]bool{}
	for _, s := range sources(t) {
		if s.path == "internal/dossier/names.go" || s.folder() == "content" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			id, err := strconv.Unquote(lit.Value)
			if used[id] = true; err == nil && (g.Basis(id) != nil || g.Step(id) != nil) && !slices.Contains(listed, id) {
				t.Errorf("%s names %s, which is not in dossier.Names", s.set.Position(lit.Pos()), id)
			}
			return true
		})
	}
	for _, id := range dossier.Names.Bases {
		if !used[id] {
			t.Errorf("dossier.Names holds %s, which no code names", id)
		}
	}
}

func TestPackageComments(t *testing.T) {
	told := map[string]bool{}
	for _, s := range sources(t) {
		if s.file.Doc != nil && len(s.file.Doc.Text()) > 80 {
			told[s.folder()] = true
		}
	}
	for folder := range imports {
		if _, err := os.Stat(filepath.FromSlash("./" + folder)); err == nil && !told[folder] {
			t.Errorf("package %q has no comment a newcomer can start from", folder)
		}
	}
}

func TestBudgets(t *testing.T) {
	for _, s := range sources(t) {
		if lines := s.set.File(s.file.Pos()).LineCount(); lines > maxFile {
			t.Errorf("%s has %d lines, more than %d", s.path, lines, maxFile)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; lines > maxFunction {
				t.Errorf("%s: %s has %d lines, more than %d", s.path, f.Name.Name, lines, maxFunction)
			}
		}
	}
}

var vague = regexp.MustCompile(`(Manager|Helper|Util|Utils|Common|Context)$`)

func TestNames(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if d, ok := n.(*ast.TypeSpec); ok && vague.MatchString(d.Name.Name) {
				t.Errorf("%s: %s says nothing of what it is", s.set.Position(d.Pos()), d.Name.Name)
			}
			return true
		})
	}
}

// TestBubblesIsPinned: huh asks for an older bubbles, and go mod tidy falls
// back on it as soon as nothing of ours imports a newer one.
func TestBubblesIsPinned(t *testing.T) {
	file, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^\s*charm\.land/bubbles/v2 v2\.2\.1( |$)`).Match(file) {
		t.Error("go.mod must require charm.land/bubbles/v2 v2.2.1")
	}
}
