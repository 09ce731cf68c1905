package host

import (
	"fmt"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/door/doortest"
	"compromis/internal/french"
	"compromis/internal/room"
	"compromis/internal/workshop"
)

// desk is the trainer at the console, without a terminal.
type desk struct {
	t     *testing.T
	model *room.Console
	msgs  chan tea.Msg
	done  chan struct{}
	quit  bool
}

func sit(t *testing.T, g *decision.Guide, led workshop.Trainer, how room.Invitation) *desk {
	d := &desk{t: t, model: room.NewConsole(g, led, how), msgs: make(chan tea.Msg), done: make(chan struct{})}
	t.Cleanup(func() { close(d.done) })
	d.run(d.model.Init())
	d.take(tea.WindowSizeMsg{Width: 100, Height: 60})
	return d
}

// run runs a command as Bubble Tea does: beside, its message coming later.
func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		select {
		case d.msgs <- msg:
		case <-d.done:
		}
	}()
}

func (d *desk) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.QuitMsg:
		d.quit = true
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.run(cmd)
		}
	default:
		_, cmd := d.model.Update(msg)
		d.run(cmd)
	}
}

func (d *desk) screen() string {
	return strings.ReplaceAll(ansi.Strip(d.model.View().Content), french.NBSP, " ")
}

// until takes what comes until something holds.
func (d *desk) until(what string, met func() bool) {
	d.t.Helper()
	end := time.After(doortest.Patience)
	for !met() {
		select {
		case msg := <-d.msgs:
			d.take(msg)
		case <-end:
			d.t.Fatalf("never %s:\n%s", what, d.screen())
		}
	}
}

func (d *desk) sees(text string) {
	d.t.Helper()
	d.until("sees "+text, func() bool { return strings.Contains(d.screen(), text) })
}

func (d *desk) hits(keys ...string) *desk {
	special := map[string]rune{
		"enter": tea.KeyEnter, "left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "end": tea.KeyEnd, "esc": tea.KeyEscape, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
	}
	for _, k := range keys {
		if code, ok := special[k]; ok {
			d.take(tea.KeyPressMsg{Code: code})
		} else if k == "space" {
			d.take(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
		} else {
			d.take(tea.KeyPressMsg{Code: []rune(k)[0], Text: k})
		}
	}
	return d
}

// TestConsole: the trainer leads a whole exercise by the keys, and the votes
// stay hidden until they are shown.
func TestConsole(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	d.sees("code de la salle : " + s.Code)
	d.sees(s.ssh.Commands()[0])
	d.sees("seul cet ordinateur")
	a, b := join(t, s, doortest.Arrival{Width: 80, Height: 40}), join(t, s, doortest.Arrival{Width: 80, Height: 40})
	d.sees("2 participants présents")
	d.hits("enter").sees("▌ " + s.config.Guide.Exercises[0].Title)
	d.hits("enter").sees("▌ Quel est")
	d.hits("end", "enter").sees("vote à ouvrir")
	d.hits("space").sees("VOTE OUVERT")
	a.Sees("vote est ouvert")
	b.Sees("vote est ouvert")
	a.Types("1")
	b.Types("2")
	d.sees("2 réponses")
	if strings.Contains(d.screen(), "%") {
		t.Errorf("votes show before they are revealed:\n%s", d.screen())
	}
	d.hits("space").sees("résultat caché")
	d.hits("enter").sees("résultat montré")
	d.sees("50 %")
	a.Sees("50 %")
	d.hits("enter").sees("résultat caché")
	d.hits("enter").sees("résultat montré")
	d.hits("r").sees("2e vote")
	d.hits("space").sees("VOTE OUVERT")
	a.Sees("second vote est ouvert")
	a.Types("2")
	d.sees("1 réponse")
	d.hits("space").sees("résultat caché")
	d.hits("enter").sees("▼ −1")
	d.hits("m").sees("Avec la réponse de la majorité")
	d.hits("l").sees("chacun avance seul")
	d.sees("encore en chemin")
}

// TestClicker: a clicker has two keys and one for a black screen; they lead a whole
// exercise, and how to join stays in view.
func TestClicker(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a := join(t, s, doortest.Arrival{Width: 80, Height: 40})
	d.sees("1 participant présent")
	next := func(want string) {
		t.Helper()
		d.until("comes to "+want, func() bool {
			if strings.Contains(d.screen(), want) {
				return true
			}
			d.hits("pgdown")
			return strings.Contains(d.screen(), want)
		})
		d.sees("code " + s.Code)
	}
	next("la salle lit")
	next("vote à ouvrir")
	next("VOTE OUVERT")
	d.sees("1   ")
	d.sees("0   Je ne sais pas")
	a.Sees("vote est ouvert")
	a.Types("2")
	d.sees("1 réponse")
	next("résultat caché")
	d.hits("pgup").sees("VOTE OUVERT")
	next("résultat caché")
	next("résultat montré")
	d.hits("pgup").sees("résultat caché")
	d.hits("b").until("dark", func() bool { return strings.TrimSpace(d.screen()) == "" })
	d.hits("pgdown").sees("résultat caché") // and nothing else was done
	next("résultat montré")
	next("2e vote")
}

// TestConsoleTypedAhead: keys typed faster than the room answers are all heard,
// in order; leaving a result nobody saw is asked all the same.
func TestConsoleTypedAhead(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a := join(t, s, doortest.Arrival{Width: 80, Height: 40})
	d.sees("1 participant présent")
	d.hits("s", "s", "space").sees("VOTE OUVERT")
	a.Sees("vote est ouvert")
	a.Types("1")
	d.sees("1 réponse")
	d.hits("space", "s", "space").sees("Passer à la suite ?")
	d.hits("x").sees("résultat caché")
	d.hits("enter", "s", "l").sees("encore en chemin")
	if strings.Contains(d.screen(), "Passer à la suite ?") {
		t.Errorf("asks though the result was shown:\n%s", d.screen())
	}
}

// TestConsoleRefusals: what makes no sense is said, and nothing changes.
func TestConsoleRefusals(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	d.sees("code de la salle")
	d.hits("enter", "right", "right", "space").sees("! ")
	d.sees("Choisissez un cas")
}

// TestConsoleQuits: quitting asks once, and says what becomes of the answers.
func TestConsoleQuits(t *testing.T) {
	for keys, finished := range map[string]bool{"qo": false, "qfo": true} {
		s := open(t, config(t))
		d := sit(t, guide(t), s.Room, s.invitation())
		d.sees("code de la salle")
		d.hits("q").sees("Quitter ?")
		d.hits("x")
		if d.quit || strings.Contains(d.screen(), "Quitter ?") {
			t.Error("leaves, or still asks")
		}
		d.hits(strings.Split(keys, "")...)
		d.until("quits", func() bool { return d.quit })
		if d.model.Finished() != finished {
			t.Errorf("%s: finished %v", keys, d.model.Finished())
		}
	}
}

// TestConsoleSeesGuesses: the trainer sees how many wrong codes are given, and no
// longer once they are a minute old.
func TestConsoleSeesGuesses(t *testing.T) {
	c := config(t)
	var late atomic.Bool
	c.Now = func() time.Time {
		if late.Load() {
			return time.Now().Add(2 * time.Minute)
		}
		return time.Now()
	}
	s := open(t, c)
	d := sit(t, guide(t), s.Room, s.invitation())
	d.sees("code de la salle")
	doortest.Dial(fmt.Sprintf("127.0.0.1:%d", s.ssh.Port()), doortest.Arrival{Codes: []string{"000000", "111111", "222222"}})
	d.sees("3 codes ou numéros faux en une minute")
	d.take(tea.WindowSizeMsg{Width: 40, Height: 12})
	d.sees("3 codes ou numéros faux en une minute")
	for i := range 8 { // from many addresses
		for range 3 {
			_ = s.entrance.Returns(nil, netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}), "x")
		}
	}
	d.sees("devine des numéros de")
	late.Store(true)
	d.until("is told that it is over", func() bool { return !strings.Contains(d.screen(), "numéros faux") })
}

// TestConsoleSizes: no size breaks it, and no line is wider than the window.
func TestConsoleSizes(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	d.sees("code de la salle")
	d.hits("enter", "enter").sees("la salle lit")
	for _, size := range [][2]int{{0, 0}, {1, 1}, {10, 40}, {40, 12}, {80, 24}, {300, 120}} {
		for _, keys := range [][]string{{"i"}, {"i"}, {"?"}, {"?"}, {"left"}, {"left"}, {"left"}, {"q", "x"}} {
			d.take(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			d.hits(keys...)
			lines := strings.Split(d.model.View().Content, "\n")
			for _, l := range lines {
				if w := ansi.StringWidth(l); w > size[0] {
					t.Fatalf("%v: %d cells: %q", size, w, l)
				}
			}
			if len(lines) > max(size[1], 1) {
				t.Fatalf("%v: %d lines", size, len(lines))
			}
		}
	}
}

// TestConsoleSetsAGhostAside: the trainer sees who left, says that their answers do
// not count, then that they do; who is there is left alone, and no return number
// shows on a screen that may be projected.
func TestConsoleSetsAGhostAside(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a, b := join(t, s, doortest.Arrival{Width: 80, Height: 40}), join(t, s, doortest.Arrival{Width: 80, Height: 40})
	d.sees("2 participants présents")
	d.hits("s", "s", "space").sees("VOTE OUVERT")
	a.Sees("vote est ouvert")
	a.Types("1")
	d.sees("1 réponse sur 2")
	b.Sees("vote est ouvert")
	b.Types("0")
	d.sees("2 réponses sur 2")
	b.Sees("● 0 Je ne sais pas")
	a.Types("qo")
	a.Leaves()
	d.sees("plus de réponses que de présents")
	d.hits("p").sees("1 présent, 1 parti")
	if strings.Contains(d.screen(), "retour :") {
		t.Errorf("a return number shows:\n%s", d.screen())
	}
	d.hits("enter").sees("mises de côté")
	d.hits("p").sees("1 réponse sur 1")
	d.hits("p", "enter").sees("1 parti")
	d.hits("down", "enter").sees("Quelqu’un est à cette place")
}

// TestConsolePosesAQuestion: the trainer types a question and its answers, and the
// room votes on it; then an open one, whose words show once they are accepted.
func TestConsolePosesAQuestion(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a, lines := join(t, s, doortest.Arrival{Width: 80, Height: 40}), join(t, s, doortest.Arrival{User: "texte", Height: -1})
	d.sees("2 participants présents")
	typed := func(text string) { d.hits(append(strings.Split(text, ""), "enter")...) }
	d.hits("enter", "e").sees("Votre question")
	typed("A bon droit. Pret ?")
	typed("Oui")
	d.hits("enter").sees("au moins deux réponses")
	typed("Non")
	d.hits("enter").sees("vote à ouvrir")
	d.hits("space").sees("VOTE OUVERT")
	a.Sees("A bon droit. Pret ?")
	a.Sees("1 Oui")
	a.Sees("vote est ouvert")
	lines.Reads("2. Non")
	a.Types("2")
	d.sees("1 réponse")
	d.hits("space", "enter").sees("résultat montré")
	a.Sees("100 %")
	d.hits("m").sees("ne mène à aucune étape")
	d.hits("e").sees("Votre question")
	typed("Un mot ?")
	d.hits("enter").sees("vote à ouvrir")
	d.hits("space").sees("VOTE OUVERT")
	lines.Reads("vote est ouvert : écrivez")
	lines.Types("patience\n")
	a.Sees("Un mot ?")
	a.Sees("vote est ouvert : écrivez")
	a.Types("\rcourage\r")
	a.Sees("Votre réponse    courage")
	d.sees("2 réponses")
	if strings.Contains(d.screen(), "courage") {
		t.Errorf("words show on the console:\n%s", d.screen())
	}
	d.hits("v").sees("2 réponses à relire") // the room sees this screen
	if strings.Contains(d.screen(), "courage") {
		t.Errorf("words show on the console:\n%s", d.screen())
	}
	d.hits("v")
	private := boothOf(t, s)
	private.types("v")
	private.Sees("○ courage")
	private.types(map[bool]string{true: "\r", false: "\x1b[B\r"}[strings.Index(private.Screen(), "courage") < strings.Index(private.Screen(), "patience")])
	private.Sees("● courage")
	d.hits("space", "enter").sees("Ce que la salle a écrit")
	d.sees("• courage")
	lines.Reads("courage")
	if strings.Contains(a.Screen(), "patience") || strings.Contains(d.screen(), "patience") {
		t.Error("words that were not accepted show")
	}
}

// TestConsoleShowsNoNameBeforeItIsRead: a pseudonym shows on the screen that the room
// sees once the trainer has read it on the private one.
func TestConsoleShowsNoNameBeforeItIsRead(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a := join(t, s, doortest.Arrival{Width: 80, Height: 40})
	d.sees("1 participant présent")
	d.hits("p").sees("1 présent")
	a.Sees("Bienvenue")
	a.Types("pInjure\r")
	d.sees("pseudonyme à relire dans la régie")
	d.hits("enter").sees("Relisez d’abord")
	if strings.Contains(d.screen(), "Injure") {
		t.Errorf("the room sees\n%s", d.screen())
	}
	private := boothOf(t, s)
	private.types("p")
	private.Sees("Injure")
	private.types("e")
	private.Sees("Son pseudonyme : Injure")
	private.types("\x15Colibri b\r") // « b » is a letter there, not the dark
	d.sees("Colibri b")
	d.hits("e").sees("Son pseudonyme : Colibri b")
	d.hits("esc")
	if strings.Contains(d.screen(), "Injure") {
		t.Errorf("the room sees\n%s", d.screen())
	}
	a.Types("p")
	a.Sees("Votre pseudonyme : Colibri b")
	a.Types("\x15Injure\r")
	d.sees("pseudonyme à relire dans la régie")
}

// TestNamesAreForbidden: by one key on either screen of the trainer, there are no
// pseudonyms in a session: those that show disappear, each is told so, by any door, and
// a restart forgets nothing of it; by the same key, there are again.
func TestNamesAreForbidden(t *testing.T) {
	c := config(t)
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	d := sit(t, guide(t), s.Room, s.invitation())
	key := doortest.NewKey(t)
	a, lines := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 40}), join(t, s, doortest.Arrival{User: "texte", Height: -1})
	d.sees("2 participants présents")
	d.hits("p").sees("2 présents")
	a.Sees("Bienvenue")
	a.Types("pInjure\r")
	a.Sees("Injure")
	private := boothOf(t, s)
	private.types("p")
	private.Sees("Injure")
	private.types("\r")
	d.sees("Injure")
	private.types("n")
	private.Sees("Pseudonymes interdits")
	told := "ne prend pas de pseudonyme"
	a.Sees(told)
	lines.Reads(told)
	lines.Types("pseudo Autre\n")
	lines.Until("is refused", func() bool { return strings.Count(lines.Said(), told) == 2 }, lines.Said)
	d.until("shows no name", func() bool { return !strings.Contains(d.screen(), "Injure") })
	private.Until("shows no name", func() bool { return !strings.Contains(private.Screen(), "Injure") }, private.Screen)
	if strings.Contains(a.Screen(), "Injure") || strings.Contains(a.Screen(), "p pseudonyme") {
		t.Errorf("a name still shows, or may be taken:\n%s", a.Screen())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, c)
	d = sit(t, guide(t), again.Room, again.invitation())
	a = join(t, again, doortest.Arrival{Key: key, Width: 80, Height: 40})
	a.Sees(told)
	d.hits("p").sees("Pseudonymes interdits")
	d.hits("n").sees("interdire les pseudonymes")
	a.Sees("p pseudonyme")
}

// TestConsoleMakesTeams: a digit in the list of people makes so many teams; each is told
// theirs, by any door, and changes by a key or a word; none shows a pseudonym.
func TestConsoleMakesTeams(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a := join(t, s, doortest.Arrival{Width: 80, Height: 40})
	a.Sees("Bienvenue")
	lines := join(t, s, doortest.Arrival{User: "texte", Height: -1})
	d.sees("2 participants présents")
	d.hits("p").sees("autant d’équipes")
	d.hits("9").sees("de deux à six équipes")
	d.hits("3").sees("3 équipes")
	d.sees("Équipe 1 : 1, équipe 2 : 1, équipe 3 : 0.")
	a.Sees("Équipe 1")
	lines.Reads("Vous êtes de l’équipe 2")
	a.Types("t")
	a.Sees("Équipe 2")
	lines.Types("équipe 3\n")
	lines.Reads("Vous êtes de l’équipe 3")
	lines.Types("équipe 4\n")
	lines.Reads("Cette équipe n’existe pas")
	d.hits("2").sees("2 équipes")
	lines.Reads("numéro, de 1 à 2")
	d.hits("0").sees("autant d’équipes")
	lines.Reads("Il n’y a plus d’équipes")
	a.Until("has no team", func() bool { return !strings.Contains(a.Screen(), "Équipe 2") }, a.Screen)
}

// TestWalkingAlone: while everybody walks alone the wall says how many have arrived, and
// where only once it is shown.
func TestWalkingAlone(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a := join(t, s, doortest.Arrival{Width: 80, Height: 40})
	d.sees("1 participant présent")
	d.hits("s", "l").sees("1 encore en chemin, 0 arrivé")
	a.Sees("Quel est")
	if strings.Contains(d.screen(), "à la question") {
		t.Errorf("where they are shows:\n%s", d.screen())
	}
	d.hits("enter").sees("Encore en chemin, à la question")
}

// TestConsoleAsksWhetherOneIsSure: by one key, each is asked; who was right and sure
// shows with where the answers lead.
func TestConsoleAsksWhetherOneIsSure(t *testing.T) {
	s := open(t, config(t))
	d := sit(t, guide(t), s.Room, s.invitation())
	a, lines := join(t, s, doortest.Arrival{Width: 80, Height: 40}), join(t, s, doortest.Arrival{User: "texte", Height: -1})
	d.sees("2 participants présents")
	d.hits("s", "c", "s", "space").sees("VOTE OUVERT")
	a.Sees("vote est ouvert")
	a.Types("1")
	a.Sees("En êtes-vous sûr ?")
	a.Types("o")
	a.Sees("Vous en êtes sûr.")
	lines.Reads("vote est ouvert")
	lines.Types("2\n")
	lines.Reads("Tapez sûr, ou pas sûr")
	lines.Types("pas sûr\n")
	lines.Reads("vous n’êtes pas sûr")
	d.sees("2 réponses")
	d.hits("space", "enter").sees("résultat montré")
	d.hits("r").sees("2e vote")
	d.hits("space").sees("VOTE OUVERT")
	d.hits("space", "enter").sees("Justes ou fausses, et sûres ou non")
}
