package web

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/door"
	"compromis/internal/door/doortest"
	"compromis/internal/workshop"
)

// house is a room behind the page.
type house struct {
	t        *testing.T
	guide    *decision.Guide
	room     *workshop.Room
	entrance *door.Entrance
	server   *Server
	base     string // the address, without its last slash
	closed   bool
}

const theCode = "482913"

func open(t *testing.T, change ...func(*Config)) *house {
	return openIn(t, t.TempDir(), 30, change...)
}

func openIn(t *testing.T, dir string, seats int, change ...func(*Config)) *house {
	t.Helper()
	h := &house{t: t, guide: contenttest.Guide(t)}
	secret, err := door.KeptSecret(dir, theCode)
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Guide: h.guide, Secret: secret}
	for _, do := range change {
		do(&c)
	}
	if h.server, err = Listen(c); err != nil {
		t.Fatal(err)
	}
	if h.room, err = workshop.Open(c.Guide, dir, time.Now); err != nil {
		t.Fatal(err)
	}
	h.entrance = door.New(h.room, theCode, seats, time.Now)
	served := make(chan error, 1)
	go func() { served <- h.server.Serve(h.entrance) }()
	h.base = fmt.Sprintf("http://127.0.0.1:%d", h.server.Port())
	t.Cleanup(func() {
		h.shut(door.Paused)
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return h
}

// shut closes the room.
func (h *house) shut(why door.Closing) {
	if h.closed {
		return
	}
	h.closed = true
	h.entrance.Close(why)
	h.server.Close()
	h.room.Close()
}

// lead has the trainer do things in turn.
func (h *house) lead(acts ...func() error) { h.t.Helper(); doortest.Lead(h.t, acts...) }

// browser is somebody without the script: they read pages and post forms.
type browser struct {
	*house
	client *http.Client
	status int
	page   string
	at     string // the path of the page
	hasty  bool   // does not wait when told to
}

// visit is a browser with a jar of its own.
func (h *house) visit() *browser {
	jar, _ := cookiejar.New(nil)
	b := &browser{house: h, client: &http.Client{Jar: jar, Timeout: doortest.Patience, Transport: &http.Transport{}}}
	h.t.Cleanup(b.client.CloseIdleConnections)
	return b
}

func (b *browser) does(r *http.Request) *browser {
	b.t.Helper()
	answer, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	b.status, b.page, b.at = answer.StatusCode, string(text), answer.Request.URL.RequestURI()
	b.inLandmarks()
	if b.status == http.StatusTooManyRequests && !b.hasty { // nobody reads as fast as a test
		time.Sleep(asksRefill)
		if r.GetBody != nil {
			r.Body, _ = r.GetBody()
		}
		return b.does(r)
	}
	return b
}

// Where words stand that a screen reader leads to, and what it says by itself.
var landmarks = []*regexp.Regexp{
	regexp.MustCompile(`(?s)<header.*?</header>`), regexp.MustCompile(`(?s)<main.*?</main>`),
	regexp.MustCompile(`(?s)<footer.*?</footer>`), regexp.MustCompile(`(?s)<nav.*?</nav>`),
	regexp.MustCompile(`(?s)<p[^>]*role="alert".*?</p>`),
}

// inLandmarks checks that a page without the script has no words elsewhere.
func (b *browser) inLandmarks() {
	b.t.Helper()
	_, rest, page := strings.Cut(b.page, "<body")
	if !page {
		return
	}
	for _, l := range landmarks {
		rest = l.ReplaceAllString(rest, "")
	}
	if words := strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString("<body"+rest, "")); words != "" {
		b.t.Errorf("%s: words outside the parts of the page: %q", b.at, words)
	}
}

func (b *browser) get(path string) *browser {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.does(r)
}

// request is a form as a browser posts it.
func (b *browser) request(path string, values url.Values) *http.Request {
	r, err := http.NewRequest(http.MethodPost, b.base+path, strings.NewReader(values.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", b.base)
	return r
}

func (b *browser) post(path string, values url.Values) *browser {
	b.t.Helper()
	return b.does(b.request(path, values))
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

// form is what is hidden in a form of the page.
func (b *browser) form(action string) url.Values {
	b.t.Helper()
	_, rest, found := strings.Cut(b.page, `action="`+action+`"`)
	form, _, _ := strings.Cut(rest, "</form>")
	if !found {
		b.t.Fatalf("no form to %s:\n%s", action, b.page)
	}
	values := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(form, -1) {
		values.Set(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return values
}

// sends posts a form of the page.
func (b *browser) sends(action string, more ...string) *browser {
	b.t.Helper()
	values := b.form(action)
	for i := 0; i < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return b.post(action, values)
}

// enters comes in by the address of the QR code.
func (b *browser) enters() *browser {
	b.t.Helper()
	b.get("/?" + theCode)
	if b.at != "/" {
		b.t.Errorf("the code stays in the address: %s", b.at)
	}
	b.sends("/entrer")
	if b.status != http.StatusOK || !strings.Contains(b.page, `id="moi"`) {
		b.t.Fatalf("not in: %d\n%s", b.status, b.page)
	}
	return b
}

var choiceForm = regexp.MustCompile(`<button class="choice[^"]*" id="[^"]*" form="vote" name="dit" value="([^"]*)" aria-pressed="(true|false)"><b>(\d+)</b>`)

// chooses touches the answer of that number.
func (b *browser) chooses(number int) *browser {
	b.t.Helper()
	for _, m := range choiceForm.FindAllStringSubmatch(b.page, -1) {
		if m[3] == fmt.Sprint(number) {
			return b.sends("/reponse", "dit", html.UnescapeString(m[1]))
		}
	}
	b.t.Fatalf("no answer %d:\n%s", number, b.page)
	return nil
}

// mine is the number of the answer marked as one's own; -1 when none is.
func (b *browser) mine() int {
	for _, m := range choiceForm.FindAllStringSubmatch(b.page, -1) {
		if m[2] == "true" {
			return int(m[3][0] - '0')
		}
	}
	return -1
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text is what the page says, spaces made ordinary.
func (b *browser) text() string { return plainly(b.page) }

func plainly(page string) string {
	text := html.UnescapeString(tags.ReplaceAllString(page, " "))
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " ")
}

// sees checks that the page says something.
func (b *browser) sees(words ...string) *browser {
	b.t.Helper()
	for _, w := range words {
		if !strings.Contains(b.text(), w) {
			b.t.Errorf("the page does not say %q:\n%s", w, b.text())
		}
	}
	return b
}

// until reloads until the page says something: what others do is told at a pace.
func (b *browser) until(words string) *browser {
	b.t.Helper()
	for end := time.Now().Add(doortest.Patience); time.Now().Before(end); {
		if b.get("/"); strings.Contains(b.text(), words) {
			return b
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("the page never says %q:\n%s", words, b.text())
	return nil
}

// refreshes says whether the page comes again by itself without the script.
func (b *browser) refreshes() bool { return strings.Contains(b.page, `http-equiv="refresh"`) }

// TestExerciseByForms: without its script, the page plays a whole exercise, with
// forms alone; it never reloads under somebody who chooses, and weighs little.
func TestExerciseByForms(t *testing.T) {
	h := open(t)
	a, b := h.visit().enters(), h.visit().enters()
	both := func(words string, reloads bool) {
		t.Helper()
		for _, one := range []*browser{a, b} {
			if one.until(words).refreshes() != reloads {
				t.Errorf("at %q the page comes again by itself: %v", words, !reloads)
			}
			if weight := len(one.page) + len(styleText) + len(scriptText); weight > 30_000 {
				t.Errorf("at %q the page weighs %d bytes", words, weight)
			}
		}
	}
	both("Bienvenue dans l’atelier", true)
	e := &h.guide.Exercises[0]
	h.lead(func() error { return h.room.Choose(e.ID) })
	both("Lisez l’histoire", true)
	h.lead(func() error { return h.room.Ask(workshop.WhichStep) })
	both("Le vote va s’ouvrir", true)
	if len(choiceForm.FindAllString(a.page, -1)) > 0 {
		t.Error("one may answer before the vote is open")
	}
	h.lead(h.room.OpenVote)
	both("touchez votre réponse", false)
	if a.chooses(1).sees("C’est noté"); a.mine() != 1 || !a.refreshes() {
		t.Errorf("own answer %d, comes again %v", a.mine(), a.refreshes())
	}
	if a.chooses(3); a.mine() != 3 {
		t.Errorf("changed to %d", a.mine())
	}
	b.chooses(2)
	h.lead(h.room.CloseVote)
	both("Le vote est fermé", true)
	h.lead(h.room.Reveal)
	both("Ce que la salle a répondu", true)
	a.sees("1 sur 2", "la vôtre", "Discutez")
	h.lead(h.room.SecondRound)
	both("Un second vote va s’ouvrir", true)
	h.lead(h.room.OpenVote)
	both("Le second vote est ouvert", false)
	a.chooses(2)
	b.chooses(2)
	h.lead(h.room.CloseVote, h.room.Reveal)
	both("Où mène votre réponse", true)
	a.sees("1er vote", "2e vote", "▲ 1 de plus", "attendue")
	h.lead(h.room.FollowMajority)
	both("Ce qu’il faut retenir", true)
	a.sees("Avec la réponse de la majorité")
	h.lead(h.room.FreePlay)
	both("Avancez à votre rythme", false)
	walkAlone(t, a, e)
	h.lead(h.room.Reveal)
	a.until("Où en est la salle").sees("attendue")
	if b.until("Où en est la salle").refreshes() {
		t.Error("the page comes again under somebody who chooses")
	}
}

// walkAlone answers as the exercise does, and goes back once.
func walkAlone(t *testing.T, a *browser, e *decision.Exercise) {
	t.Helper()
	first, gone := a.form("/reponse").Get("sur"), false
	for range 40 {
		a.get("/")
		fact := a.form("/reponse").Get("sur")
		if fact == "" {
			break
		}
		if fact != first && !gone { // once: back to the first, and the same answer again
			gone = true
			if a.get("/?revoir=" + url.QueryEscape(first)); a.form("/reponse").Get("sur") != first || a.mine() < 1 {
				t.Fatalf("back to %q, own answer %d:\n%s", a.form("/reponse").Get("sur"), a.mine(), a.page)
			}
			a.chooses(a.mine())
			continue
		}
		said := string(decision.Unknown)
		for _, set := range e.Answers {
			if string(set.Fact) == fact {
				said = string(set.Value)
			}
		}
		a.sends("/reponse", "dit", said)
	}
	a.sees("Vos réponses mènent à", "Votre chemin")
	if a.refreshes() == false {
		t.Error("who arrived does not see what comes next")
	}
}

// TestWayIn: the ways in, and what is said to who has none.
func TestWayIn(t *testing.T) {
	h := openIn(t, t.TempDir(), 2)
	a := h.visit().get("/")
	if a.sends("/entrer", "code", "111111"); a.status != http.StatusForbidden {
		t.Errorf("a wrong code: %d", a.status)
	}
	a.sees("Ce n’est pas le code de la salle")
	a.sends("/entrer", "code", "482 913").sees("Bienvenue") // as one reads it aloud
	b := h.visit().get("/?000000")
	if b.sees("Ce n’est pas le code", "Code de la salle"); strings.Contains(b.at, "000000") {
		t.Errorf("the code stays in the address %s", b.at)
	}
	b.enters()
	if c := h.visit().get("/?" + theCode).sends("/entrer"); c.status != http.StatusServiceUnavailable {
		t.Errorf("a third comes in: %d", c.status)
	}
	if a.sends("/quitter"); !strings.Contains(a.page, `action="/entrer"`) {
		t.Errorf("still there after leaving:\n%s", a.page)
	}
	h.visit().get("/?" + theCode).sends("/entrer").sees("Bienvenue")
	if d := h.visit().get("/x/../../etc/passwd"); d.status != http.StatusNotFound {
		t.Errorf("another page: %d", d.status)
	}
}

// TestSeatIsKept: a browser finds its seat and its answer again, whether it is
// opened again, has two tabs, or the room itself starts again.
func TestSeatIsKept(t *testing.T) {
	dir := t.TempDir()
	h := openIn(t, dir, 30)
	a := h.visit().enters()
	doortest.Ask(t, h.guide, h.room)
	a.until("touchez votre réponse").chooses(2)
	second := h.visit()
	second.client.Jar = a.client.Jar // another tab
	if second.get("/"); second.mine() != 2 {
		t.Errorf("another tab shows %d", second.mine())
	}
	doortest.Await(t, h.room, doortest.Present(1))
	jar := a.client.Jar
	h.shut(door.Paused)
	again := openIn(t, dir, 30)
	back := again.visit()
	for _, c := range jar.Cookies(mustParse(t, h.base)) {
		back.client.Jar.SetCookies(mustParse(t, again.base), []*http.Cookie{c})
	}
	if back.get("/"); back.mine() != 2 {
		t.Errorf("back with %d:\n%s", back.mine(), back.text())
	}
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

var returnLine = regexp.MustCompile(`Votre numéro de retour ([\d ]+\d)`)

// TestReturnNumber: on another phone, the number shown at the foot of the page
// gives the seat back; the one that had it is told, and may take it back.
func TestReturnNumber(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	doortest.Ask(t, h.guide, h.room)
	a.until("touchez votre réponse").chooses(2)
	number := returnLine.FindStringSubmatch(a.text())
	if number == nil {
		t.Fatalf("no number:\n%s", a.text())
	}
	b := h.visit().get("/?" + theCode)
	if b.sends("/entrer", "retour", "99"); b.status != http.StatusForbidden {
		t.Errorf("a wrong number: %d", b.status)
	}
	b.sees("n’est pas connu")
	if b.sends("/entrer", "retour", number[1]); b.mine() != 2 {
		t.Errorf("back with %d:\n%s", b.mine(), b.text())
	}
	a.until("Votre place est ouverte ailleurs")
	if a.get("/").sees("prévenez le formateur"); strings.Contains(a.page, `id="moi"`) {
		t.Error("two on one seat")
	}
	if a.sends("/entrer"); a.mine() != 2 {
		t.Errorf("taken back with %d:\n%s", a.mine(), a.text())
	}
	doortest.Await(t, h.room, func(s workshop.State) bool { return s.Present == 1 && s.Voters == 1 })
}

// TestSilence: whoever is heard no more leaves, and finds their answer again when
// they come back.
func TestSilence(t *testing.T) {
	h := open(t, func(c *Config) { c.silence = 200 * time.Millisecond })
	a := h.visit().enters()
	doortest.Ask(t, h.guide, h.room)
	a.get("/").chooses(1)
	doortest.Await(t, h.room, doortest.Present(0))
	if a.get("/"); a.mine() != 1 {
		t.Errorf("back with %d:\n%s", a.mine(), a.text())
	}
	stream := a.follow()
	stream.until(`"main":`)
	time.Sleep(3 * h.server.config.silence)
	doortest.Await(t, h.room, doortest.Present(1))
	stream.Body.Close()
	doortest.Await(t, h.room, doortest.Present(0))
}

// flow is a stream being read.
type flow struct {
	*http.Response
	t    *testing.T
	read strings.Builder
}

// follow opens the stream of a page.
func (b *browser) follow() *flow {
	b.t.Helper()
	r, _ := http.NewRequest(http.MethodGet, b.base+"/flux", nil)
	client := &http.Client{Jar: b.client.Jar, Transport: &http.Transport{}}
	answer, err := client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { answer.Body.Close(); client.CloseIdleConnections() })
	return &flow{Response: answer, t: b.t}
}

// until reads until a text came.
func (f *flow) until(text string) {
	f.t.Helper()
	end := time.AfterFunc(doortest.Patience, func() { f.Body.Close() })
	defer end.Stop()
	buffer := make([]byte, 4096)
	for !strings.Contains(f.read.String(), text) {
		n, err := f.Body.Read(buffer)
		f.read.Write(buffer[:n])
		if err != nil && !strings.Contains(f.read.String(), text) {
			f.t.Fatalf("the stream never says %q: %v\n%s", text, err, f.read.String())
		}
	}
}

// TestStream: a stream says the whole page, then what changes of it only, and
// how the room closes.
func TestStream(t *testing.T) {
	for why, word := range map[door.Closing]string{door.Paused: "en pause", door.Finished: "L’atelier est fini"} {
		h := open(t)
		a := h.visit().enters()
		stream := a.follow()
		stream.until("Bienvenue")
		h.lead(func() error { return h.room.Choose(h.guide.Exercises[0].ID) })
		stream.until(h.guide.Exercises[0].Title)
		doortest.Ask(t, h.guide, h.room)
		stream.until("touchez votre réponse")
		stream.read.Reset()
		b := h.visit().enters()
		b.chooses(1)
		stream.until("1\u00a0réponse")
		if strings.Contains(stream.read.String(), `"main"`) {
			t.Errorf("the whole page comes again for a count:\n%s", stream.read.String())
		}
		go h.shut(why)
		stream.until(word)
	}
}

// TestEventsAreRead: whatever the moment, each event of a stream is what the script
// reads.
func TestEventsAreRead(t *testing.T) {
	h := open(t)
	stream := h.visit().enters().follow()
	stream.until("Bienvenue")
	for _, moment := range []struct {
		does  func() error
		shows string
	}{
		{func() error { return h.room.Choose(h.guide.Exercises[0].ID) }, "Lisez l’histoire"},
		{func() error { return h.room.Ask(workshop.WhichStep) }, "Le vote va s’ouvrir"}, {h.room.OpenVote, "touchez votre réponse"},
		{h.room.CloseVote, "Le vote est fermé"}, {h.room.Reveal, "Ce que la salle a répondu"}, {h.room.FreePlay, "Avancez à votre rythme"}, {h.room.Reveal, "Où en est la salle"},
	} {
		h.lead(moment.does)
		stream.until(moment.shows)
	}
	stream.until("\n\n")
	for _, event := range strings.Split(stream.read.String(), "\n\n") {
		if _, data, _ := strings.Cut(event, "data: "); data != "" && strings.HasSuffix(stream.read.String(), "\n\n") && !json.Valid([]byte(data)) {
			t.Errorf("not read: %.200s", data)
		}
	}
}

// TestOneOfManyTabs: a seat follows the room from a few tabs, each as well as if it
// were alone, and from no more.
func TestOneOfManyTabs(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	var open []*flow
	for range maxStreams {
		f := a.follow()
		f.until("Bienvenue")
		open = append(open, f)
	}
	if f := a.follow(); f.StatusCode != http.StatusTooManyRequests {
		t.Errorf("one tab more: %d", f.StatusCode)
	}
	doortest.Await(t, h.room, doortest.Present(1))
	h.lead(func() error { return h.room.Choose(h.guide.Exercises[0].ID) })
	for _, f := range open {
		f.until(h.guide.Exercises[0].Title)
	}
	open[0].Body.Close()
	for end := time.Now().Add(doortest.Patience); a.follow().StatusCode != http.StatusOK; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("a tab closed is never forgotten")
		}
	}
}

// TestPorts: the usual port when it is free, another when it is taken and was not
// asked for, and a refusal that names the option when it was.
func TestPorts(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	if _, err := Listen(Config{Port: taken.Addr().(*net.TCPAddr).Port}); err == nil || !strings.Contains(err.Error(), "--port-page") {
		t.Errorf("a port taken: %v", err)
	}
	first, err := Listen(Config{Port: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen(Config{Port: -1})
	if err != nil || second.Port() == first.Port() {
		t.Fatalf("a second page: %v", err)
	}
	second.Close()
	if len(first.Pages()) != 1 || !strings.HasPrefix(first.Pages()[0], "http://127.0.0.1:") {
		t.Errorf("pages %v", first.Pages())
	}
}
