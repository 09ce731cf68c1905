//go:build !windows

package desktop

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/adrg/xdg"
)

// TestMain plays the program in another process, when DESKTOP_EDITS is set: it is
// killed while the editor is open.
func TestMain(m *testing.M) {
	if os.Getenv("DESKTOP_EDITS") == "" {
		os.Exit(m.Run())
	}
	e := Editing{Text: before, From: Origin{Case: "dossier-1", Draft: "d", Place: "courrier/relance"}}
	s, err := newSession(e, []string{os.Getenv("EDITOR")})
	if err != nil {
		panic(err)
	}
	fmt.Println(s.place.folder)
	_ = s.Run()
	os.Exit(0)
}

const before = "Madame,\n"

// atHome gives the test folders of its own.
func atHome(t *testing.T, session bool) (runtimeDir, temp string) {
	t.Helper()
	runtimeDir, temp = t.TempDir(), t.TempDir()
	if !session {
		runtimeDir = filepath.Join(runtimeDir, "absent")
	}
	t.Setenv("XDG_RUNTIME_DIR", runtimeDir)
	t.Setenv("TMPDIR", temp)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return runtimeDir, temp
}

// script writes an editor: a shell script, whose text is $1.
func script(t *testing.T, name, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// appears waits for a file, and returns what it says.
func appears(t *testing.T, path string) string {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); <-time.After(time.Millisecond) {
		if data, err := os.ReadFile(path); err == nil {
			return string(data)
		}
	}
	t.Fatalf("%s does not come", path)
	return ""
}

// empty fails unless nothing is left in the folders.
func empty(t *testing.T, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() || err == nil && strings.HasPrefix(d.Name(), prefix) {
				t.Errorf("left: %s", path)
			}
			return nil
		})
	}
}

// edit runs an editor to its end.
func edit(t *testing.T, e Editing, command ...string) (Edited, *Session) {
	t.Helper()
	s, err := newSession(e, command)
	if err != nil {
		t.Fatal(err)
	}
	return s.result(s.Run()), s
}

// TestEditing: what came of it, whatever the editor does, and nothing left.
func TestEditing(t *testing.T) {
	for name, c := range map[string]struct {
		body, text, failed string
		kept               bool // something new was
	}{
		"saves":                       {"echo ajout >>\"$1\"", before + "ajout\n", "", true},
		"saves, then fails":           {"echo ajout >>\"$1\"; exit 1", before + "ajout\n", "code 1", true},
		"saves, and is shot":          {"echo ajout >>\"$1\"; kill -9 $$", before + "ajout\n", "arrêté", true},
		"fails":                       {"exit 3", before, "code 3", false},
		"replaces the file":           {"echo autre >\"$1.n\"; mv \"$1.n\" \"$1\"", "autre\n", "", true},
		"empties it":                  {": >\"$1\"", "", "", false},
		"leaves more":                 {"echo ajout >>\"$1\"; touch \"$1~\" \"$(dirname \"$1\")/.$(basename \"$1\").swp\"", before + "ajout\n", "", true},
		"is shot with a text unsaved": {"echo vieux >>\"$1\"; touch -d '1 minute ago' \"$1\"; echo entier >\"$1.save\"; kill -9 $$", "entier\n", "arrêté", true},
	} {
		t.Run(name, func(t *testing.T) {
			runtimeDir, temp := atHome(t, true)
			kept := "rien"
			e := Editing{Text: before, Keep: func(text string) error { kept = text; return nil }}
			got, _ := edit(t, e, script(t, "editeur", c.body))
			if got.Text != c.text || !got.Kept || got.Follow != nil || (got.Failed == nil) != (c.failed == "") || got.Failed != nil && !strings.Contains(got.Failed.Error(), c.failed) {
				t.Errorf("%+v", got)
			}
			if (kept == got.Text) != c.kept {
				t.Errorf("kept %q", kept)
			}
			empty(t, runtimeDir, temp)
		})
	}
}

// TestEditorNotFound says how to name another.
func TestEditorNotFound(t *testing.T) {
	runtimeDir, temp := atHome(t, true)
	got, _ := edit(t, Editing{Text: before}, "/nulle/part/editeur")
	if got.Failed == nil || !strings.Contains(got.Failed.Error(), "introuvable") || got.Text != before || !got.Unopened {
		t.Errorf("%+v", got)
	}
	empty(t, runtimeDir, temp)
}

// TestPrivatePlace: the folder of the session when there is one, for the owner
// only.
func TestPrivatePlace(t *testing.T) {
	for _, session := range []bool{true, false} {
		runtimeDir, temp := atHome(t, session)
		s, err := newSession(Editing{Text: before}, []string{"true"})
		if err != nil {
			t.Fatal(err)
		}
		where := map[bool]string{true: filepath.Join(runtimeDir, "compromis"), false: temp}[session]
		if filepath.Dir(s.place.folder) != where {
			t.Errorf("in %s, not %s", s.place.folder, where)
		}
		for path, mode := range map[string]os.FileMode{s.place.folder: 0o700, s.place.file: 0o600, filepath.Join(s.place.folder, originName): 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
		s.Close()
		empty(t, runtimeDir, temp)
	}
}

// TestKeptAsItGrows: each state the editor saves is kept while it is open.
func TestKeptAsItGrows(t *testing.T) {
	atHome(t, true)
	states := make(chan string, 10)
	said := filepath.Join(t.TempDir(), "seen")
	s, err := newSession(Editing{Text: before, Keep: func(text string) error { states <- text; return nil }},
		[]string{script(t, "editeur", `echo un >"$1"; until test -e `+said+`; do sleep 0.02; done; echo deux >"$1"`)})
	if err != nil {
		t.Fatal(err)
	}
	over := make(chan Edited)
	go func() { over <- s.result(s.Run()) }()
	if got := <-states; got != "un\n" {
		t.Errorf("kept %q first", got)
	}
	if err := os.WriteFile(said, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := <-over; got.Text != "deux\n" || <-states != "deux\n" {
		t.Errorf("%+v", got)
	}
}

// TestNotWaiting: an editor that comes back at once is followed until one is done.
func TestNotWaiting(t *testing.T) {
	runtimeDir, temp := atHome(t, true)
	var mu sync.Mutex
	kept := ""
	got, s := edit(t, Editing{Text: before, Keep: func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		kept = text
		return nil
	}}, script(t, "code", "exit 0"))
	if got.Follow != s || got.Failed != nil {
		t.Fatalf("%+v", got)
	}
	if err := os.WriteFile(s.place.file, []byte("écrit après\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, changed := s.Text(); !changed; _, changed = s.Text() {
		<-time.After(time.Millisecond)
	}
	if got := got.Follow.Close(); got.Text != "écrit après\n" || kept != got.Text || !got.Kept {
		t.Errorf("%+v, kept %q", got, kept)
	}
	empty(t, runtimeDir, temp)
}

// TestWaits tells the editors that waited from those that did not.
func TestWaits(t *testing.T) {
	for command, want := range map[string][2]bool{ // at once, after a while
		"vim": {true, true}, "/usr/bin/nano": {true, true}, "inconnu": {false, true}, "code": {false, false}, "code --wait": {false, true}, "gedit": {false, false}, "emacs -nw": {true, true},
	} {
		words := strings.Fields(command)
		if got := [2]bool{waits(words, time.Millisecond), waits(words, time.Minute)}; got != want {
			t.Errorf("%s: %v", command, got)
		}
	}
}

// TestEditorCommand is read as a shell would, without a shell.
func TestEditorCommand(t *testing.T) {
	for said, want := range map[string][]string{
		"":                               {"nano"},
		"  vim  ":                        {"vim"},
		"code --wait":                    {"code", "--wait"},
		`"/chemin avec/espace" -n 'a b'`: {"/chemin avec/espace", "-n", "a b"},
		`/chemin\ avec/espace`:           {"/chemin avec/espace"},
		`$HOME/bin/ed "$HOME/x"`:         {"/moi/bin/ed", "/moi/x"},
		`ed *.md`:                        {"ed", "*.md"},
		`ed "`:                           nil,
		`ed $(touch x)`:                  nil,
		"ed `touch x`":                   nil,
		`ed; rm x`:                       nil,
		`ed | rm`:                        nil,
		`""`:                             nil,
	} {
		got, err := editor(func(name string) string { return map[string]string{"EDITOR": said, "HOME": "/moi"}[name] })
		if !reflect.DeepEqual(got, want) || (want == nil) != (err != nil) {
			t.Errorf("%s: %q, %v", said, got, err)
		}
		if err != nil && (!strings.Contains(err.Error(), "$EDITOR") || !strings.Contains(err.Error(), said)) {
			t.Errorf("%s: told %v", said, err)
		}
	}
	if got, _ := editor(func(name string) string { return map[string]string{"EDITOR": "vi", "VISUAL": "code -w"}[name] }); got[0] != "code" {
		t.Errorf("$VISUAL comes after $EDITOR: %q", got)
	}
	for said, want := range map[string][]string{
		`C:\Windows\notepad.exe`:                  {`C:\Windows\notepad.exe`},
		`"C:\Program Files\Code\code.cmd" --wait`: {`C:\Program Files\Code\code.cmd`, "--wait"},
		`"C:\Program Files\Dossier\" -x`:          {`C:\Program Files\Dossier\`, "-x"},
	} {
		if got, err := split(said, true, os.Getenv); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, %v", said, got, err)
		}
	}
}

// TestKeepFails: the file then stays for the next start of the program, which
// finds it.
func TestKeepFails(t *testing.T) {
	runtimeDir, temp := atHome(t, true)
	from := Origin{Dir: "ici", Case: "dossier-1", Recipient: "age1", Draft: "d", Place: "courrier/relance", About: "Relance", On: "2026-11-28"}
	e := Editing{Text: before, From: from, Keep: func(string) error { return fmt.Errorf("le disque est plein.") }}
	got, s := edit(t, e, script(t, "editeur", `echo un >"$1"`))
	if got.Kept || got.Failed == nil || !strings.Contains(got.Failed.Error(), s.place.file) || !strings.Contains(got.Failed.Error(), "plein") {
		t.Errorf("%+v", got)
	}
	for _, refused := range []error{fmt.Errorf("pas aujourd’hui"), nil} {
		found := 0
		Sweep(func(o Origin, text string, at time.Time) error {
			o.Before = nil
			if found++; !reflect.DeepEqual(o, from) || text != "un\n" || time.Since(at) > time.Minute {
				t.Errorf("%+v %q %v", o, text, at)
			}
			return refused
		})
		if found != 1 {
			t.Errorf("found %d", found)
		}
	}
	empty(t, runtimeDir, temp)
}

// TestKilled kills the program while the editor is open, before it saw what was
// saved: the next start finds the text, and erases the files. It leaves alone what
// another process edits.
func TestKilled(t *testing.T) {
	runtimeDir, temp := atHome(t, true)
	pause := filepath.Join(t.TempDir(), "pause")
	editor := script(t, "editeur", `echo Marqueur >>"$1"; echo $$ >`+pause+`.n; mv `+pause+`.n `+pause+`; exec sleep 60`)
	p := exec.Command(os.Args[0])
	p.Env = append(os.Environ(), "DESKTOP_EDITS=1", "EDITOR="+editor)
	out, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var folder string
	if _, err := fmt.Fscanln(out, &folder); err != nil {
		t.Fatal(err)
	}
	editorID := appears(t, pause)
	defer func() {
		if id, err := strconv.Atoi(strings.TrimSpace(editorID)); err == nil {
			_ = syscall.Kill(id, syscall.SIGKILL) // it outlives its parent
		}
	}()
	never := func(o Origin, text string, _ time.Time) error {
		t.Errorf("swept while it is edited: %q", text)
		return nil
	}
	Sweep(never)
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
	found := ""
	Sweep(func(o Origin, text string, _ time.Time) error { found = o.Case + ": " + text; return nil })
	if found != "dossier-1: "+before+"Marqueur\n" {
		t.Errorf("found %q", found)
	}
	empty(t, runtimeDir, temp)
}

// TestSweepTrustsNobody: a folder that others may write, or that says nothing, is
// left alone; a text as one found it is only erased.
func TestSweepTrustsNobody(t *testing.T) {
	_, temp := atHome(t, false)
	make := func(name string, mode os.FileMode, from any, text string) string {
		folder := filepath.Join(temp, prefix+name)
		data, _ := json.Marshal(from)
		for _, err := range []error{os.Mkdir(folder, 0o700), os.WriteFile(filepath.Join(folder, originName), data, 0o600), os.WriteFile(filepath.Join(folder, textName), []byte(text), 0o600), os.Chmod(folder, mode)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return folder
	}
	from := Origin{Case: "dossier-1", Before: sum(before)}
	stay := []string{make("ouvert", 0o777, from, "piège"), make("autre", 0o700, "rien", "autre")}
	gone := []string{make("pareil", 0o700, from, before), make("vide", 0o700, from, " \n"), make("exemple", 0o700, Origin{}, "texte")}
	Sweep(func(o Origin, text string, _ time.Time) error { t.Errorf("rescued %q", text); return nil })
	for _, folder := range stay {
		if _, err := os.Stat(folder); err != nil {
			t.Errorf("%s is gone", folder)
		}
	}
	for _, folder := range gone {
		if _, err := os.Stat(folder); err == nil {
			t.Errorf("%s is left", folder)
		}
	}
}

// TestEnd ends an editor that is open, takes what it saved, what it saves on its
// way out too, and erases the files.
func TestEnd(t *testing.T) {
	for name, body := range map[string]string{
		"saves on its way out": `trap 'echo sortie >"$1.save"; exit 1' HUP; echo un >"$1"; touch "$PAUSE"; while :; do sleep 0.01; done`,
		"does not listen":      `trap '' HUP TERM; echo sortie >"$1"; touch "$PAUSE"; while :; do sleep 0.01; done`,
	} {
		t.Run(name, func(t *testing.T) {
			runtimeDir, temp := atHome(t, true)
			pause := filepath.Join(t.TempDir(), "pause")
			t.Setenv("PAUSE", pause)
			kept := ""
			s, err := newSession(Editing{Text: before, Keep: func(text string) error { kept = text; return nil }}, []string{script(t, "editeur", body)})
			if err != nil {
				t.Fatal(err)
			}
			over := make(chan Edited)
			go func() { over <- s.result(s.Run()) }()
			appears(t, pause)
			End()
			if got := <-over; got.Text != "sortie\n" || kept != "sortie\n" || got.Failed == nil {
				t.Errorf("%+v, kept %q", got, kept)
			}
			empty(t, runtimeDir, temp)
		})
	}
}
