package main

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fuzzed are the functions that read what somebody wrote, each with the test that
// gives it any bytes: "package FuzzName", or why there is none.
var fuzzed = map[string]string{
	"content.Read": "content FuzzPage", "content.ReadFolder": "content FuzzPage", "content.reader.parse": "content FuzzPage", "content.inline.read": "content FuzzPage",
	"content.blocks.read": "content FuzzMarkdown", "decision.parseDay": "internal/plain FuzzPair", "decision.parseCents": "internal/plain FuzzPair",
	"internal/casefile.folder.Import": "internal/casefile FuzzImport", "internal/casefile.importAll": "internal/casefile FuzzImport", "internal/casefile.server.Import": "internal/casefile FuzzImport", "internal/casefile.serverFile.read": "internal/casefile FuzzOpen", "internal/casefile.readLine": "internal/casefile FuzzLine", "internal/postgres.Parse": "internal/postgres FuzzAddress", "internal/casefile.parse": "internal/casefile FuzzOpen", "internal/casefile.readFile": "internal/casefile FuzzOpen", "internal/casefile.folderFile.read": "internal/casefile FuzzOpen",
	"internal/casefile.frugal.ReadAt": "gives bytes, and reads none", "internal/casefile.folder.readStates": "internal/casefile FuzzStates",
	"internal/watch.ReadPrints":   "internal/watch FuzzPrints",
	"internal/casefile.readVault": "internal/casefile FuzzDrafts",
	"internal/cli.readPairs":      "internal/cli FuzzCommand", "internal/cli.program.readDay": "internal/cli FuzzCommand", "internal/cli.program.readPast": "internal/cli FuzzCommand", "internal/cli.program.readDue": "internal/cli FuzzCommand",
	"internal/french.ParseCents": "internal/french FuzzParseAmount", "internal/french.ParsePercent": "internal/french FuzzParseAmount",
	"internal/cli.readWhole": "internal/cli FuzzCommand", "internal/cli.readCivility": "internal/cli FuzzCommand", "internal/cli.readAddress": "internal/cli FuzzCommand",
	"internal/door/ssh.sifter.sift": "internal/door/ssh FuzzSift", "internal/door/ssh.ParseVisit": "internal/door/ssh FuzzVisit", "internal/french.ParseAmount": "internal/french FuzzParseAmount", "internal/french.ParseDate": "internal/french FuzzParseDate",
	"internal/french.ParseDue": "internal/french FuzzParseDue", "internal/french.Sense.Parse": "internal/french FuzzSenseParse", "internal/french.reader.parse": "internal/french FuzzSenseParse",
	"internal/french.ParseSIREN": "internal/french FuzzIdentity", "internal/french.ParseEmail": "internal/french FuzzIdentity", "internal/paper.Read": "internal/paper FuzzRead",
	"internal/plain.ParsePair": "internal/plain FuzzPair", "internal/plain.ReadFacts": "internal/plain FuzzReadFacts", "internal/stage.ParseVotes": "internal/stage FuzzVotes", "internal/stage.ParsePresent": "internal/stage FuzzVotes", "internal/stage.ReadSettings": "internal/stage FuzzSettings",
	"internal/workshop.folder.readEvents": "internal/workshop FuzzJournal", "internal/workshop.Shared.read": "internal/workshop FuzzJournal", "internal/workshop.parse": "internal/workshop FuzzJournal",
	"internal/disk.Read": "gives bytes, and reads none", "main.readFolder": "content FuzzPage", "content.readLayer": "gives bytes, and reads none", "content.readLayers": "content FuzzLayers",
}

var reads = regexp.MustCompile(`^([Pp]arse|[Rr]ead|[Ii]mport|sift)[A-Z]?`)

// TestEveryParserIsFuzzed: a function that reads a text, bytes or a file has a fuzz
// test, which is there.
func TestEveryParserIsFuzzed(t *testing.T) {
	met := map[string]bool{}
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !reads.MatchString(f.Name.Name) || len(f.Type.Params.List) == 0 || !raw(f.Type.Params.List) || strings.HasPrefix(s.path, "docs/") || strings.HasSuffix(s.folder(), "test") {
				continue
			}
			name := s.folder() + "."
			if s.folder() == "" {
				name = "main."
			}
			if f.Recv != nil {
				name += strings.TrimPrefix(typeName(f.Recv.List[0].Type), "*") + "."
			}
			if name += f.Name.Name; fuzzed[name] == "" && !strings.HasSuffix(name, ".Read") && !strings.HasSuffix(name, ".ReadDir") {
				t.Errorf("%s reads what somebody wrote, and no fuzz test is named for it", name)
			}
			met[name] = true
		}
	}
	for name, by := range fuzzed {
		if !met[name] {
			t.Errorf("%s is no more", name)
		}
		folder, fuzz, found := strings.Cut(by, " Fuzz")
		if !found {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*_test.go"))
		there := false
		for _, file := range files {
			source, err := os.ReadFile(file)
			there = there || err == nil && strings.Contains(string(source), "func Fuzz"+fuzz+"(f *testing.F)")
		}
		if !there {
			t.Errorf("%s: there is no %s", name, by)
		}
	}
}

// raw says whether some parameter is what somebody wrote: a text, bytes, a file.
func raw(params []*ast.Field) bool {
	for _, p := range params {
		if name := typeName(p.Type); name == "string" || name == "[]byte" || name == "[]string" || strings.Contains(name, "Reader") || name == "fs.FS" {
			return true
		}
	}
	return false
}

// typeName is a type as it is written.
func typeName(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.StarExpr:
		return "*" + typeName(x.X)
	case *ast.ArrayType:
		return "[]" + typeName(x.Elt)
	case *ast.SelectorExpr:
		return typeName(x.X) + "." + x.Sel.Name
	}
	return ""
}
