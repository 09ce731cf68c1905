package cli_test

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"compromis/content"
	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/dossier"
)

// TestRenamedPages renames each page of law and each step everywhere, in turn:
// the checker refuses the content, or every command still runs with it.
func TestRenamedPages(t *testing.T) {
	pages := fstest.MapFS{}
	top := os.DirFS(filepath.Join("..", "..", "content"))
	err := fs.WalkDir(top, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" && filepath.Ext(name) != ".csv" {
			return err
		}
		data, err := fs.ReadFile(top, name)
		pages[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, b := range guide(t).Bases {
		ids = append(ids, b.ID)
	}
	for _, s := range guide(t).Steps {
		ids = append(ids, s.ID)
	}
	every := 1
	if decisiontest.Race {
		every = 10
	}
	dir := fullCases(t)
	shards := runtime.GOMAXPROCS(0)
	for shard := range shards {
		t.Run(strconv.Itoa(shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < len(ids); i += shards * every {
				if g, err := content.Read(renamed(pages, ids[i]), time.Time{}); err != nil {
					t.Errorf("%s renamed everywhere is not even read: %v", ids[i], err)
				} else if content.Runnable(g) == nil {
					readEveryWay(t, g, dir, ids[i], i)
				}
			}
		})
	}
}

// renamed gives a page another name, in its file and wherever it is named.
func renamed(pages fstest.MapFS, id string) fstest.MapFS {
	word := regexp.MustCompile(`(^|[^a-z0-9-])` + regexp.QuoteMeta(id) + `([^a-z0-9-]|$)`)
	all := fstest.MapFS{}
	for name, file := range pages {
		if bytes.Contains(file.Data, []byte(id)) {
			file = &fstest.MapFile{Data: word.ReplaceAll(file.Data, []byte("${1}renomme-"+id+"$2"))}
		}
		all[word.ReplaceAllString(name, "${1}renomme-"+id+"$2")] = file
	}
	return all
}

// player runs commands with a guide on the cases of a folder, and wants each to
// succeed.
func player(t *testing.T, g *decision.Guide, dir, renamed string) func(args ...string) {
	load := func() (*decision.Guide, error) { return g, nil }
	return func(args ...string) {
		var errs bytes.Buffer
		streams := cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: &errs, Open: openNothing}
		if exit := cli.Run(append(args, "--dossiers", dir), streams, load, readNothing, func() time.Time { return today }); exit != 0 {
			t.Errorf("%s renamed: %q exits with %d: %s", renamed, args, exit, errs.String())
		}
	}
}

var clients = []string{"consommateur", "commercant", "autre-professionnel", "public", "etranger"}

// fullCases keeps a case of each kind of client that holds every kind of event.
func fullCases(t *testing.T) string {
	dir := t.TempDir()
	store, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, client := range clients {
		c := dossier.Case{
			Client: dossier.Party{Name: "Client " + client}, Opened: "2026-05-01",
			Said:       map[decision.Fact]string{decision.FactCause: "impaye", decision.FactClient: client},
			Invoices:   []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-05-01", Cents: 1500_00}}}},
			Complaints: []dossier.Complaint{{Number: "R-2026-001", On: "2026-05-02", What: "une chaise cassée"}},
		}
		for i, kind := range dossier.EventKinds(guide(t)) {
			c = c.With(dossier.Event{Kind: kind, On: decision.Day("2026-05-02").Add(i), Cents: 100_00})
		}
		file, err := store.Create(c)
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	return dir
}

// readers are who a case may be handed over to.
var readers = []string{"mediateur", "avocat"}

// readEveryWay works out a claim for each kind of client, and reads the case of
// one of them, in turn, in every way there is.
func readEveryWay(t *testing.T, g *decision.Guide, dir, renamed string, turn int) {
	play := player(t, g, dir, renamed)
	for _, client := range clients {
		play("calculer", "--client", client, "--facture", "1500,00", "--echeance", "01/05/2026", "--au", "31/08/2026",
			"--acompte", "01/06/2026=200,00", "--mise-en-demeure", "02/05/2026")
	}
	name := "Client " + clients[turn%len(clients)]
	play("dossiers", "ouvrir", name)
	for _, command := range []string{"echeances", "calculer", "courrier"} {
		play(command, name)
	}
	play("dossier-a-remettre", name, "--pour", readers[turn%len(readers)])
	letters := g.Letters()
	play("courrier", name, letters[turn%len(letters)].ID, "--malgre-tout")
}
