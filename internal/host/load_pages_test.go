//go:build load

package host

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"compromis/internal/door/doortest"
)

// The load of pages: phones, each with its stream, and some terminals.
//
//	go test -tags load -run TestLoadPages -count 1 -v ./internal/host  # PARTICIPANTS=300, and a third of it by SSH
//	go test -tags load -run TestManyPages -count 1 -v ./internal/host  # PAGES=10000, and the room killed afterwards

// pagePhone is a phone that only looks for marks in what its stream says.
type pagePhone struct {
	base   string
	client *http.Client
	cookie string
	stream io.ReadCloser
	told   atomic.Int64 // bytes of the page, and of its stream

	mu     sync.Mutex
	form   url.Values // of the vote
	values []string   // that may be given
	seek   string
	seen   chan time.Time
}

var (
	token   = regexp.MustCompile(`name="jeton" value="([^"]*)"`)
	ofVote  = regexp.MustCompile(`action=\\?"/reponse\\?"[^>]*><input type=\\?"hidden\\?" name=\\?"jeton\\?" value=\\?"([^"\\]*)\\?"><input type=\\?"hidden\\?" name=\\?"tour\\?" value=\\?"([^"\\]*)\\?"><input type=\\?"hidden\\?" name=\\?"sur\\?" value=\\?"([^"\\]*)\\?"`)
	choices = regexp.MustCompile(`name=\\?"dit\\?" value=\\?"([^"\\]*)\\?"`)
)

func (p *pagePhone) asks(method, path string, form url.Values) (*http.Response, error) {
	r, err := http.NewRequest(method, p.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Cookie", p.cookie)
	if method == http.MethodPost {
		r.Header.Set("Origin", p.base)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := p.client.Do(r)
	if err == nil && len(answer.Cookies()) > 0 {
		p.cookie = answer.Cookies()[0].Name + "=" + answer.Cookies()[0].Value
	}
	return answer, err
}

// joins comes in by the address of the QR code, and follows the room.
func (p *pagePhone) joins() error {
	answer, err := p.asks(http.MethodGet, "/?482913", nil)
	if err != nil {
		return err
	}
	answer.Body.Close()
	if answer, err = p.asks(http.MethodGet, "/", nil); err != nil {
		return err
	}
	page, _ := io.ReadAll(answer.Body)
	answer.Body.Close()
	p.told.Add(int64(len(page)))
	found := token.FindSubmatch(page)
	if found == nil {
		return fmt.Errorf("no form: %s", page)
	}
	if answer, err = p.asks(http.MethodPost, "/entrer", url.Values{"jeton": {string(found[1])}}); err != nil {
		return err
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("not in: %s", answer.Status)
	}
	return p.follows()
}

// follows opens the stream on a line of its own.
func (p *pagePhone) follows() error {
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://"))
	if err != nil {
		return err
	}
	fmt.Fprintf(conn, "GET /flux HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", strings.TrimPrefix(p.base, "http://"), p.cookie)
	p.stream = conn
	there := make(chan error, 1)
	go p.reads(conn, there)
	select {
	case err := <-there:
		return err
	case <-time.After(doortest.Patience):
		return fmt.Errorf("no stream")
	}
}

// reads looks for marks, and keeps the form of the vote.
func (p *pagePhone) reads(conn net.Conn, there chan<- error) {
	lines := bufio.NewReaderSize(conn, 1024)
	first := true
	var event []byte
	for {
		part, err := lines.ReadSlice('\n')
		event = append(event, part...)
		p.told.Add(int64(len(part)))
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil:
			if first {
				there <- err
			}
			return
		}
		if bytes.HasPrefix(event, []byte("data: ")) {
			at := time.Now()
			p.mu.Lock()
			if f := ofVote.FindSubmatch(event); f != nil {
				p.form = url.Values{"jeton": {string(f[1])}, "tour": {string(f[2])}, "sur": {string(f[3])}, "par": {"script"}}
			}
			if all := choices.FindAllSubmatch(event, -1); all != nil {
				p.values = p.values[:0]
				for _, v := range all {
					p.values = append(p.values, string(v[1]))
				}
			}
			if p.seek != "" && bytes.Contains(event, []byte(p.seek)) {
				p.seek = ""
				p.seen <- at
			}
			p.mu.Unlock()
			if first {
				first = false
				there <- nil
			}
		}
		event = event[:0]
	}
}

// expect watches for a mark from now on.
func (p *pagePhone) expect(mark string) {
	p.mu.Lock()
	p.seek = mark
	p.mu.Unlock()
}

func (p *pagePhone) wait() (time.Time, bool) {
	select {
	case at := <-p.seen:
		return at, true
	case <-time.After(doortest.Patience):
		return time.Time{}, false
	}
}

// votes gives one of the answers, and returns once the room has it.
func (p *pagePhone) votes() (pick int, took time.Duration, err error) {
	p.mu.Lock()
	form := url.Values{}
	for k, v := range p.form {
		form[k] = v
	}
	pick = rand.IntN(5)
	form.Set("dit", p.values[pick])
	p.mu.Unlock()
	began := time.Now()
	answer, err := p.asks(http.MethodPost, "/reponse", form)
	if err != nil {
		return 0, 0, err
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return 0, 0, fmt.Errorf("vote: %s", answer.Status)
	}
	return pick, time.Since(began), nil
}

// phones brings pages in, some at a time.
func phones(t *testing.T, r *remote, n int) []*pagePhone {
	t.Helper()
	client := &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Second},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       doortest.Patience,
	}
	all := make([]*pagePhone, n)
	turn := make(chan struct{}, 48)
	var wait sync.WaitGroup
	for i := range all {
		all[i] = &pagePhone{base: "http://127.0.0.1:" + r.page, client: client, seen: make(chan time.Time, 1)}
		wait.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			if err := all[i].joins(); err != nil {
				t.Errorf("page %d: %v", i, err)
			}
		})
	}
	wait.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return all
}

// polled has every page vote at some moment, and says what each option got.
func polled(t *testing.T, all []*pagePhone, within time.Duration) (took []time.Duration, choices []int) {
	t.Helper()
	var mu sync.Mutex
	var wait sync.WaitGroup
	choices = make([]int, 5)
	for i, p := range all {
		wait.Go(func() {
			time.Sleep(time.Duration(rand.Int64N(int64(within))))
			pick, d, err := p.votes()
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("page %d: %v", i, err)
				return
			}
			took = append(took, d)
			choices[pick]++
		})
	}
	wait.Wait()
	return took, choices
}

// awaited waits until every page saw its mark.
func awaited(t *testing.T, all []*pagePhone) (at []time.Time) {
	t.Helper()
	for i, p := range all {
		seen, ok := p.wait()
		if !ok {
			t.Fatalf("page %d sees nothing", i)
		}
		at = append(at, seen)
	}
	return at
}

// since is how long after a moment each was.
func since(from time.Time, all []time.Time) (d []time.Duration) {
	for _, at := range all {
		d = append(d, at.Sub(from))
	}
	return d
}

// watch has every page look for a mark.
func watch(all []*pagePhone, mark string) {
	for _, p := range all {
		p.expect(mark)
	}
}

// shown opens the vote, and waits for every page to see it.
func shown(t *testing.T, r *remote, all []*pagePhone) {
	t.Helper()
	watch(all, "touchez votre")
	if said := r.tell("question"); said != "ok <nil>" {
		t.Fatal(said)
	}
	awaited(t, all)
}

// revealed shows the result, and says when each page saw it.
func revealed(t *testing.T, r *remote, all []*pagePhone) []time.Duration {
	t.Helper()
	watch(all, "Ce que la salle")
	fmt.Fprintln(r.in, "montrer")
	nanos, _ := strconv.ParseInt(r.answer(), 10, 64)
	if said := r.answer(); said != "ok <nil>" {
		t.Fatal(said)
	}
	return since(time.Unix(0, nanos), awaited(t, all))
}

// spending says what the programs of a room, the phones, and the line between them, spent
// for each page since the last time it was asked; the first time, since they began.
func spending(t *testing.T, first string, pages []*pagePhone, by ...*remote) func(what string) {
	programs, phones, bytes := 0, 0, 0
	spent := func(what string) {
		t.Helper()
		was := []int{programs, phones, bytes}
		var u syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
		programs, phones, bytes = 0, int(u.Utime.Nano()+u.Stime.Nano()), 0
		for _, r := range by {
			programs += r.numbers("mesure")[1]
		}
		for _, p := range pages {
			bytes += int(p.told.Load())
		}
		n := float64(len(pages))
		t.Logf("%s: %.3f ms of processor, %.3f for the phone, %.0f bytes a page", what,
			float64(programs-was[0])/1e6/n, float64(phones-was[1])/1e6/n, float64(bytes-was[2])/n)
	}
	spent(first)
	return spent
}

// TestLoadPages: a room of pages, with a third as many terminals, votes within
// five seconds: no vote is lost, and everybody sees the result.
func TestLoadPages(t *testing.T) {
	n := participants()
	r := startRoom(t, t.TempDir(), "0")
	empty := r.numbers("mesure")
	began := time.Now()
	pages := phones(t, r, n)
	t.Logf("%d pages: all in after %v", n, time.Since(began).Round(time.Millisecond))
	full := r.numbers("mesure")
	t.Logf("memory: %d kB empty, %d kB full: %d kB a page", empty[0], full[0], (full[0]-empty[0])/n)
	screens := crowd(t, r.port, keysFor(t, n/3))
	for _, v := range screens {
		v.expect("ouvert")
	}
	shown(t, r, pages)
	for i, v := range screens {
		if _, ok := v.wait(doortest.Patience); !ok {
			t.Fatalf("screen %d does not see the vote", i)
		}
	}
	var cast, castToo []int
	var took, frames []time.Duration
	var both sync.WaitGroup
	both.Go(func() { took, cast = polled(t, pages, 5*time.Second) })
	both.Go(func() { frames, castToo = vote(t, screens, 1, 2, 3, 4, 5) })
	before := r.numbers("mesure")
	both.Wait()
	after := r.numbers("mesure")
	t.Log(spread("page: tap to acknowledged", took))
	t.Log(spread("screen: key to frame", frames))
	t.Logf("processor while voting: %.0f %% of one core", share(before, after))
	t.Log(spread("page: reveal to stream", revealed(t, r, pages)))
	for i := range cast {
		cast[i] += castToo[i]
	}
	if state := r.numbers("etat"); state[0] != n+len(screens) || !slices.Equal(state[2:7], cast) {
		t.Errorf("votes %v, cast %v", state, cast)
	}
}

// TestManyPages: ten thousand pages in one room: all vote within ten seconds, see
// the result, and no vote is lost when the room is killed and starts again.
func TestManyPages(t *testing.T) {
	n := 10_000
	if m, err := strconv.Atoi(os.Getenv("PAGES")); err == nil {
		n = m
	}
	t.Setenv("COMPROMIS_PLACES", strconv.Itoa(n))
	dir := t.TempDir()
	r := startRoom(t, dir, "0")
	empty := r.numbers("mesure")
	began := time.Now()
	pages := phones(t, r, n)
	t.Logf("%d pages: all in after %v", n, time.Since(began).Round(time.Millisecond))
	full := r.numbers("mesure")
	t.Logf("memory: %d kB empty, %d kB full: %d kB a page", empty[0], full[0], (full[0]-empty[0])/n)
	spent := spending(t, "coming in", pages, r)
	shown(t, r, pages)
	spent("seeing the vote")
	before := r.numbers("mesure")
	took, cast := polled(t, pages, 10*time.Second)
	after := r.numbers("mesure")
	t.Log(spread("tap to acknowledged", took))
	t.Logf("processor while voting: %.0f %% of one core", share(before, after)/2)
	spent("voting")
	t.Log(spread("reveal to stream", revealed(t, r, pages)))
	spent("seeing the result")
	t.Logf("memory at the end: %d kB", r.numbers("mesure")[0])
	if state := r.numbers("etat"); state[0] != n || !slices.Equal(state[2:7], cast) {
		t.Errorf("votes %v, cast %v", state, cast)
	}
	r.cmd.Process.Kill()
	r.cmd.Wait()
	for _, p := range pages {
		p.stream.Close()
	}
	again := startRoom(t, dir, "0")
	if state := again.numbers("etat"); state[0] != n || !slices.Equal(state[2:7], cast) {
		t.Errorf("after the kill, votes %v, cast %v", state, cast)
	}
}
