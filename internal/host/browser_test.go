//go:build browser

package host

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	imagedraw "image/draw"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"compromis/internal/door/doortest"
	"compromis/internal/workshop"
)

// The page in a real browser, as phones: Chromium, its screen, its finger.
//
//	go test -tags browser -run TestBrowser -count 1 -v ./internal/host
//
// CHROMIUM says where the browser is, AXE where axe-core is (npm ci in
// test/e2e/html brings it), IMAGES where to leave pictures.

// chromium starts a browser.
func chromium(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	if path := os.Getenv("CHROMIUM"); path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	all, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, shut := chromedp.NewContext(all)
	t.Cleanup(shut)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return browser
}

// phone is somebody's browser, with its own cookies.
type phone struct {
	t    *testing.T
	ctx  context.Context
	name string

	mu    sync.Mutex
	wrong []string // what its console complains of
}

// look is how a phone shows things.
type look struct {
	width, height int64
	dark          bool
	scriptless    bool
}

// turnOn opens a phone of that size.
func turnOn(t *testing.T, browser context.Context, l look) *phone {
	t.Helper()
	ctx, off := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(off)
	p := &phone{t: t, ctx: ctx, name: fmt.Sprintf("%d%s", l.width, map[bool]string{true: "-sombre", false: "-clair"}[l.dark])}
	said := chromedp.Console(ctx)
	go func() {
		for m, err := range said {
			if err != nil {
				return
			}
			p.mu.Lock()
			p.wrong = append(p.wrong, m.String())
			p.mu.Unlock()
		}
	}()
	scheme := map[bool]string{true: "dark", false: "light"}[l.dark]
	p.does(
		chromedp.EmulateViewport(l.width, l.height, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait),
		command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.scriptless}),
		command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
	)
	return p
}

// command asks something of the browser itself.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// well fails when the console of the browser says anything.
func (p *phone) well() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.wrong) > 0 {
		p.t.Errorf("%s: the console of the browser says %q", p.name, p.wrong)
	}
}

func (p *phone) does(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, doortest.Patience)
	defer stop()
	if len(actions) > 0 && p.ctx.Err() == nil {
		if err := chromedp.Do(p.ctx); err != nil { // the first call of a phone opens its tab, for as long as it lives
			p.t.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("%s: %v\n%s", p.name, err, p.text())
	}
}

// found is the value of an expression on the page.
func found[T any](p *phone, expression string) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, doortest.Patience)
	defer stop()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	return value
}

// text is what the page shows, spaces made ordinary.
func (p *phone) text() string {
	ctx, stop := context.WithTimeout(p.ctx, 5*time.Second)
	defer stop()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ""`))
	if err != nil { // another page is coming
		return ""
	}
	return strings.ReplaceAll(text, "\u00a0", " ")
}

// sees waits until the page shows a text.
func (p *phone) sees(text string) {
	p.t.Helper()
	p.waits("sees "+text, func() bool { return strings.Contains(p.text(), text) })
}

// waits until something holds.
func (p *phone) waits(what string, met func() bool) {
	p.t.Helper()
	for end := time.Now().Add(doortest.Patience); !met(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("%s never %s:\n%s", p.name, what, p.text())
		}
	}
}

// opens goes to an address.
func (p *phone) opens(address string) { p.t.Helper(); p.does(chromedp.Navigate(address)) }

// taps touches what bears these words.
func (p *phone) taps(words string) {
	p.t.Helper()
	at := found[[]float64](p, fmt.Sprintf(`(() => {
		const e = [...document.querySelectorAll("button, a, summary")].find((e) => e.innerText.replaceAll("\u00a0", " ").includes(%q) && e.getClientRects().length);
		if (!e) return null;
		e.scrollIntoView({ block: "center" });
		const r = e.getBoundingClientRect();
		return [r.left + r.width / 2, r.top + r.height / 2];
	})()`, words))
	if at == nil {
		p.t.Fatalf("%s: nothing to touch bears %q:\n%s", p.name, words, p.text())
	}
	p.does(chromedp.TapXY(at[0], at[1]))
}

// keepsNoCode checks that the code of the room stays neither in the address nor in
// the history of the browser.
func (p *phone) keepsNoCode(code string) {
	p.t.Helper()
	been, err := chromedp.Run(p.ctx, chromedp.NavigationEntries())
	if err != nil {
		p.t.Fatal(err)
	}
	for _, e := range been.Entries {
		if strings.Contains(e.URL, code) {
			p.t.Errorf("the history keeps %s", e.URL)
		}
	}
}

// chooses touches the answer of that number.
func (p *phone) chooses(number int) {
	p.t.Helper()
	p.taps(found[string](p, fmt.Sprintf(`[...document.querySelectorAll("button.choice")].find((b) => b.querySelector("b").innerText === "%d").innerText.replaceAll("\u00a0", " ")`, number)))
}

// picture keeps the whole page as it is seen.
func (p *phone) picture(name string) {
	p.t.Helper()
	dir := os.Getenv("IMAGES")
	if dir == "" {
		return
	}
	image, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+"-"+p.name+".png"), image, 0o600)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// TestBrowserExercise: from the address of the QR code to a vote that counts in
// three gestures, then the whole exercise, led from the trainer's console.
func TestBrowserExercise(t *testing.T) {
	s := open(t, config(t))
	how := s.invitation()
	how.Local = false // as for phones: these are on this machine
	d := sit(t, guide(t), s.Room, how)
	browser := chromium(t)
	phones := []*phone{
		turnOn(t, browser, look{width: 320, height: 568}), turnOn(t, browser, look{width: 390, height: 844, dark: true}),
	}
	each := func(do func(p *phone)) {
		t.Helper()
		for _, p := range phones {
			do(p)
		}
	}
	d.sees("scannez le carré")
	for _, size := range [][2]int{{120, 40}, {80, 24}} { // a large code, a small one
		d.take(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if text := scanned(t, d.model.View().Content, size[0], size[1]); text != s.invitation().Scanned {
			t.Fatalf("the QR code says %q", text)
		}
	}
	d.take(tea.WindowSizeMsg{Width: 100, Height: 60})
	each(func(p *phone) {
		p.opens(s.invitation().Scanned) // one
		p.sees("Entrer dans l’atelier")
		p.fine("1-porte")
		p.taps("Entrer dans l’atelier") // two
		p.keepsNoCode(s.Code)
		p.sees("Bienvenue dans l’atelier")
	})
	d.sees("2 participants présents")
	each(func(p *phone) { p.sees("2 participants présents"); p.fine("2-attente") })
	d.hits("enter").sees("▌ " + s.config.Guide.Exercises[0].Title)
	d.hits("enter").sees("▌ Quel est")
	each(func(p *phone) { p.sees(s.config.Guide.Exercises[0].Title); p.fine("3-histoire") })
	d.hits("end", "enter").sees("vote à ouvrir")
	each(func(p *phone) { p.sees("Réfléchissez"); p.fine("4-reflexion") })
	d.hits("space").sees("VOTE OUVERT")
	each(func(p *phone) { p.sees("touchez votre réponse"); p.fine("5-vote") })
	for i, p := range phones {
		p.calm()
		p.chooses(i + 1) // three
		p.sees("C’est noté")
		p.fine("6-note")
	}
	d.sees("2 réponses")
	d.hits("space").sees("résultat caché")
	d.hits("enter").sees("résultat montré")
	each(func(p *phone) { p.sees("Ce que la salle a répondu"); p.fine("7-resultat") })
	d.hits("r").sees("2e vote")
	d.hits("space").sees("VOTE OUVERT")
	each(func(p *phone) {
		p.sees("second vote est ouvert")
		p.calm()
		p.chooses(2)
		p.sees("C’est noté")
	})
	d.hits("space").sees("résultat caché")
	d.hits("enter").sees("résultat montré")
	each(func(p *phone) { p.sees("Où mène votre réponse"); p.fine("8-second") })
	d.hits("m").sees("Avec la réponse de la majorité")
	each(func(p *phone) { p.sees("Ce qu’il faut retenir"); p.fine("9-suite") })
	d.hits("l").sees("encore en chemin") // the help line has the rest already
	each(func(p *phone) { p.sees("Avancez à votre rythme"); p.fine("10-seul") })
	each(func(p *phone) { p.well() })
}

// fine keeps a picture of the moment, and checks that nobody is kept out of it:
// no accessibility rule is broken, nothing is wider than the screen, also with
// letters twice as large, and every target is large enough for a thumb.
func (p *phone) fine(moment string) {
	p.t.Helper()
	p.picture(moment)
	p.does(evaluated(axe(p.t)))
	broken := found[[]string](p, `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target).slice(0, 3).join(" ")))`)
	if len(broken) > 0 {
		p.t.Errorf("%s, %s: axe-core says %q", moment, p.name, broken)
	}
	for _, size := range []string{"100%", "200%"} {
		wide := found[[]string](p, fmt.Sprintf(`(() => {
			document.documentElement.style.setProperty("font-size", %q);
			const wide = [...document.querySelectorAll("body *")].filter((e) => e.id !== "annonce" && e.tagName !== "rect" && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.tagName + "." + e.className);
			document.documentElement.style.removeProperty("font-size");
			return wide;
		})()`, size))
		if len(wide) > 0 {
			p.t.Errorf("%s, %s: too wide at %s: %q", moment, p.name, size, wide)
		}
	}
	small := found[[]string](p, `[...document.querySelectorAll("button, summary, input:not([type=hidden]), a.second")].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)`)
	if len(small) > 0 {
		p.t.Errorf("%s, %s: too small to touch: %q", moment, p.name, small)
	}
}

// evaluated runs a script whose value does not matter.
func evaluated(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](script)
}

// axe is the text of axe-core.
func axe(t *testing.T) string {
	t.Helper()
	path := cmp.Or(os.Getenv("AXE"), "../../test/e2e/html/node_modules/axe-core/axe.min.js")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("axe-core is not there (npm ci --prefix test/e2e/html): %v", err)
	}
	return string(text)
}

// ballot tells a room its first exercise and opens a vote on its step.
func ballot(t *testing.T, s *Host) { doortest.Ask(t, s.config.Guide, s.Room) }

// calm waits until what is touched counts again: a page that has just changed
// takes nothing for a moment.
func (p *phone) calm() {
	p.t.Helper()
	time.Sleep(450 * time.Millisecond)
}

// TestBrowserWithoutScript: the whole exercise, by forms and pages that come
// again by themselves.
func TestBrowserWithoutScript(t *testing.T) {
	s := open(t, config(t))
	p := turnOn(t, chromium(t), look{width: 320, height: 568, scriptless: true})
	p.opens(s.invitation().Pages[0])
	p.sees("Code de la salle")
	p.does(chromedp.SendKeys("#code", s.Code))
	p.taps("Entrer dans l’atelier")
	p.sees("Bienvenue dans l’atelier")
	ballot(t, s)
	p.sees("touchez votre réponse")
	p.chooses(2)
	p.sees("C’est noté")
	p.chooses(1)
	p.sees("la vôtre")
	lead := func(acts ...func() error) { t.Helper(); doortest.Lead(t, acts...) }
	lead(s.Room.CloseVote)
	p.sees("Le vote est fermé")
	lead(s.Room.Reveal)
	p.sees("Ce que la salle a répondu")
	lead(s.Room.SecondRound, s.Room.OpenVote)
	p.sees("Le second vote est ouvert")
	p.chooses(2)
	p.sees("C’est noté")
	lead(s.Room.CloseVote, s.Room.Reveal)
	p.sees("Où mène votre réponse")
	lead(s.Room.FollowMajority)
	p.sees("Ce qu’il faut retenir")
	lead(s.Room.FreePlay)
	p.sees("Avancez à votre rythme")
	first := found[string](p, `document.querySelector("h1").innerText`)
	p.chooses(1)
	p.sees("Question d’avant")
	p.taps("Question d’avant")
	p.sees(strings.ReplaceAll(first, "\u00a0", " "))
	p.sees("Revenir où j’en étais")
	p.chooses(2)
	p.waits("leaves the question before", func() bool { return !strings.Contains(p.text(), "Revenir où j’en étais") })
	p.sees("Votre chemin")
	p.taps("Pseudonyme, quitter")
	p.does(chromedp.SendKeys("#pseudo", "Zoé"))
	p.taps("Garder ce pseudonyme")
	p.sees("Vous êtes « Zoé »")
	p.well()
}

// TestBrowserWakes: a page that was frozen, hidden or cut off is right again
// within two seconds of waking, and what was tapped meanwhile is not lost.
func TestBrowserWakes(t *testing.T) {
	s := open(t, config(t))
	browser := chromium(t)
	come := func() *phone {
		p := turnOn(t, browser, look{width: 390, height: 844})
		p.opens(s.invitation().Scanned)
		p.taps("Entrer dans l’atelier")
		return p
	}
	p := come()
	p.sees("Bienvenue dans l’atelier")
	soon := func(what, text string, wake ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		began := time.Now()
		p.does(wake...)
		p.sees(text)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: right after %v", what, took)
		}
	}
	frozen := func(state page.SetWebLifecycleStateState) chromedp.Action[chromedp.Void] {
		return command(page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state})
	}
	p.does(frozen(page.SetWebLifecycleStateStateFrozen))
	ballot(t, s)
	soon("frozen", "touchez votre réponse", frozen(page.SetWebLifecycleStateStateActive))

	p = come() // freezing hides a page for good: nothing there is touched any more
	p.sees("touchez votre réponse")
	p.calm()
	offline := func(off bool) chromedp.Action[chromedp.Void] {
		every := &network.Conditions{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}
		return command(network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{every}})
	}
	p.does(command(network.Enable, network.EnableParams{}), offline(true))
	p.chooses(1)
	p.sees("votre vote part au retour")
	soon("cut off", "C’est noté", offline(false))
	doortest.Await(t, s.Room, doortest.Voters(1))

	p.opens("about:blank")
	doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal)
	soon("back", "Ce que la salle a répondu", chromedp.NavigateBack())
}

// TestBrowserRestart: the room starts again under the pages: they come back by
// themselves, to the same seats.
func TestBrowserRestart(t *testing.T) {
	c := config(t)
	s := open(t, c)
	p := turnOn(t, chromium(t), look{width: 390, height: 844})
	p.opens(s.invitation().Scanned)
	p.taps("Entrer dans l’atelier")
	ballot(t, s)
	p.sees("touchez votre réponse")
	p.calm()
	p.chooses(2)
	p.sees("C’est noté")
	port := s.web.Port()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	p.sees("L’atelier est en pause")
	c.Page = port
	again := open(t, c)
	p.sees("C’est noté")
	doortest.Await(t, again.Room, func(v workshop.State) bool { return v.Voters == 1 && v.Present == 1 })
}

// TestBrowserKeyboard: one votes with the keyboard alone, and the focus stays
// where it is when others answer.
func TestBrowserKeyboard(t *testing.T) {
	s := open(t, config(t))
	browser := chromium(t)
	p, other := turnOn(t, browser, look{width: 390, height: 844}), turnOn(t, browser, look{width: 390, height: 844})
	for _, one := range []*phone{p, other} {
		one.opens(s.invitation().Scanned)
		one.taps("Entrer dans l’atelier")
	}
	ballot(t, s)
	p.sees("touchez votre réponse")
	other.sees("touchez votre réponse")
	p.calm()
	focused := func() string {
		return found[string](p, `document.activeElement.querySelector("b")?.innerText ?? ""`)
	}
	for range 20 {
		if p.does(chromedp.KeyEvent(kb.Tab)); focused() == "2" {
			break
		}
	}
	other.chooses(1)
	p.sees("1 réponse pour")
	if focused() != "2" {
		t.Errorf("the focus is on %q once somebody answered", focused())
	}
	p.does(chromedp.KeyEvent(" "))
	p.sees("C’est noté")
	if focused() != "2" {
		t.Errorf("the focus is on %q after the vote", focused())
	}
	if told := found[string](p, `document.getElementById("annonce").innerText`); !strings.Contains(told, "C’est noté") {
		t.Errorf("a screen reader is told %q", told)
	}
}

// TestBrowserOwnQuestions: a trainer's open question is answered in words, which
// others who come or answer meanwhile do not take from under the fingers; and one
// says whether one is sure.
func TestBrowserOwnQuestions(t *testing.T) {
	s := open(t, config(t))
	browser := chromium(t)
	p, other := turnOn(t, browser, look{width: 320, height: 568}), turnOn(t, browser, look{width: 390, height: 844, dark: true})
	for _, one := range []*phone{p, other} {
		one.opens(s.invitation().Scanned)
		one.taps("Entrer dans l’atelier")
	}
	lead := func(acts ...func() error) { t.Helper(); doortest.Lead(t, acts...) }
	lead(func() error { return s.Room.Pose("Que lui dire\u00a0?", nil) }, s.Room.OpenVote)
	for _, one := range []*phone{p, other} {
		one.sees("en quelques mots")
		one.fine("20-mots")
		one.calm()
	}
	p.does(chromedp.SendKeys("#mots", "Appelez-"))
	other.does(chromedp.SendKeys("#mots", "Écrivez"))
	other.taps("Envoyer")
	other.sees("C’est noté")
	p.sees("1 réponse pour")
	p.does(chromedp.KeyEvent("moi"))
	p.taps("Envoyer")
	p.sees("C’est noté")
	if said := found[string](p, `document.getElementById("mots").value`); said != "Appelez-moi" {
		t.Errorf("typed %q", said)
	}
	said := func(n int, words ...string) {
		t.Helper()
		doortest.Await(t, s.Room, func(v workshop.State) bool {
			if len(v.Words) != len(words) || v.Voters != n {
				return false
			}
			for _, w := range v.Words {
				if !slices.Contains(words, w.Text) {
					return false
				}
			}
			return true
		})
	}
	said(2, "Appelez-moi", "Écrivez")
	other.calm()
	other.taps("Je ne sais pas")
	other.sees("✓ la vôtre")
	other.fine("22-sans-mot")
	said(2, "Appelez-moi")
	other.calm()
	other.does(chromedp.SendKeys("#mots", "Attendez"), chromedp.KeyEvent(kb.Enter)) // sends the words, not « je ne sais pas »
	said(2, "Appelez-moi", "Attendez")
	lead(s.Room.CloseVote, func() error { return s.Room.Choose(guide(t).Exercises[0].ID) }, func() error { return s.Room.Ask(workshop.WhichStep) },
		func() error { return s.Room.AskSure(true) }, s.Room.OpenVote)
	for _, one := range []*phone{p, other} {
		one.sees("touchez votre réponse")
		one.calm()
		one.chooses(1)
		one.sees("En êtes-vous sûr")
		one.calm()
		one.taps("J’en suis sûr")
		one.sees("Vous en êtes sûr")
		one.fine("21-sur")
		one.well()
	}
}

// TestBrowserSheet: what one takes away keeps nobody out, and leads back to the room.
func TestBrowserSheet(t *testing.T) {
	s := open(t, config(t))
	browser := chromium(t)
	p, other := turnOn(t, browser, look{width: 320, height: 568, scriptless: true}), turnOn(t, browser, look{width: 390, height: 844, dark: true})
	for _, one := range []*phone{p, other} {
		one.opens(s.invitation().Scanned)
		one.taps("Entrer dans l’atelier")
		one.sees("Bienvenue")
	}
	ballot(t, s)
	for _, one := range []*phone{p, other} {
		one.sees("touchez votre réponse")
		one.calm()
		one.chooses(1)
		one.sees("C’est noté")
	}
	doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal, s.Room.SecondRound, s.Room.OpenVote)
	p.sees("second vote est ouvert")
	p.chooses(2)
	p.sees("C’est noté")
	doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal, s.Room.FollowMajority)
	for _, one := range []*phone{p, other} {
		one.sees("Ce qu’il faut retenir")
		one.sees("Ma fiche")
		one.taps("Ma fiche")
		one.sees("À refaire dans deux semaines")
		if one == p { // axe needs a script
			one.picture("30-fiche")
		} else {
			one.fine("30-fiche")
			one.prints("30-fiche")
		}
		one.taps("Revenir à l’atelier")
		one.sees("Ce qu’il faut retenir")
		one.well()
	}
}

// TestBrowserTeams: one's team shows, and changes by a finger.
func TestBrowserTeams(t *testing.T) {
	s := open(t, config(t))
	p := turnOn(t, chromium(t), look{width: 320, height: 568})
	p.opens(s.invitation().Scanned)
	p.taps("Entrer dans l’atelier")
	p.sees("Bienvenue")
	doortest.Lead(t, func() error { return s.Room.SetTeams(2) }, func() error { return s.Room.AllowNames(false) })
	p.sees("Vous êtes de l’équipe 1")
	p.taps("Changer d’équipe")
	p.fine("31-equipe")
	p.taps("Équipe 2")
	p.sees("Vous êtes de l’équipe 2")
	p.well()
}

// prints keeps the page as it is printed, on A4, and checks that what only a screen
// needs is not there.
func (p *phone) prints(name string) {
	p.t.Helper()
	p.does(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	if shown := found[int](p, `[...document.querySelectorAll(".screen")].filter((e) => e.getClientRects().length).length`); shown != 0 {
		p.t.Errorf("%d parts of the screen are printed", shown)
	}
	p.picture(name + "-papier")
	p.does(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}))
}

// scanned reads the QR code on the picture of a screen, as a phone does.
func scanned(t *testing.T, screen string, width, height int) string {
	t.Helper()
	em := vt.NewEmulator(width, height)
	em.WriteString(strings.ReplaceAll(screen, "\n", "\r\n"))
	const w, h = 8, 16 // of a cell
	picture := image.NewRGBA(image.Rect(0, 0, width*w, height*h))
	fill := func(x, y, rows int, c color.Color) {
		if c == nil {
			c = color.Black
		}
		imagedraw.Draw(picture, image.Rect(x, y, x+w, y+rows), image.NewUniform(c), image.Point{}, imagedraw.Src)
	}
	for y := range height {
		for x := range width {
			cell := em.CellAt(x, y)
			fill(x*w, y*h, h, cell.Style.Bg)
			switch cell.Content {
			case "█":
				fill(x*w, y*h, h, cell.Style.Fg)
			case "▀":
				fill(x*w, y*h, h/2, cell.Style.Fg)
			case "▄":
				fill(x*w, y*h+h/2, h/2, cell.Style.Fg)
			}
		}
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("no QR code is read: %v\n%s", err, screen)
	}
	return read.GetText()
}
