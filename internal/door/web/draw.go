package web

import (
	"crypto/sha256"
	_ "embed" // the page, its style, its script and its picture
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"sync"

	el "maragu.dev/gomponents"

	"compromis/decision"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file writes the page.

var (
	//go:embed page.css
	styleText string
	//go:embed page.js
	scriptText string
	//go:embed icon.svg
	iconText string
)

// file is what the page asks for beside itself.
type file struct{ kind, text string }

// serve answers a file: its name changes with what it says, so that a browser
// asks for it once.
func (f *file) serve(w http.ResponseWriter) {
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	io.WriteString(w, f.text)
}

// files are by their path.
var files = map[string]*file{
	stylePath: {"text/css; charset=utf-8", styleText}, scriptPath: {"text/javascript; charset=utf-8", scriptText},
	iconPath: {"image/svg+xml", iconText}, "/favicon.ico": {"image/svg+xml", iconText},
}

var stylePath, scriptPath, iconPath = named("page", "css", styleText), named("page", "js", scriptText), named("icon", "svg", iconText)

func named(name, kind, text string) string {
	of := sha256.Sum256([]byte(text))
	return "/" + name + "-" + hex.EncodeToString(of[:6]) + "." + kind
}

// own is what is a seat's own on its page.
type own struct {
	Sheet, Nameless bool
	Teams, Team     int
	Name, NameFate  string
	Return          string
	Ballot          workshop.Ballot
}

// signed is one's own part with what signs each of its forms.
type signed struct {
	own
	Vote, Pseudo, Quit, Join string
}

// sighted is a page drawn, part by part.
type sighted struct {
	seen          bool
	moment, title string
	head          string // both, for the script
	parts         parts
	own           own // what the last part was drawn for
	waits, review bool
}

// parts are what the script replaces, each in its place of the page.
type parts [4]part

// part is a part of a page, as the script reads it: a string of JSON. It is written
// once for all those who see the same, and kept once: a page asked for anew is rare.
type part string

// partOf draws a part.
func partOf(n el.Node) part { return part(told(drawn(n))) }

// html is the part as a page holds it.
func (p part) html() (html string) {
	_ = json.Unmarshal([]byte(p), &html) // partOf wrote it
	return html
}

// The parts, and the places they have.
const (
	barPart = iota
	mainPart
	countPart
	ownPart
)

var places = [4]string{"bar", "main", "compte", "moi"}

// sees draws what a seat sees of a state. What is one's own is seldom new: it is
// taken from what they saw before.
func (one *seat) sees(s *workshop.State, review string, was sighted) sighted {
	if !s.Walks() {
		review = ""
	}
	at := one.server.drawn.of(one.server.config.Guide, s, review)
	at.own = own{Sheet: s.Sheet, Nameless: s.Nameless, Teams: s.Teams, Team: s.Team, Name: s.Name, NameFate: s.NameFate, Return: s.Return, Ballot: s.Ballot}
	if at.review {
		at.own.Ballot.Fact = decision.Fact(review)
	}
	if at.parts[ownPart] = was.parts[ownPart]; !was.seen || was.own != at.own {
		sign := func(does string) string { return one.server.form(one.pass, does) }
		at.parts[ownPart] = partOf(signed{at.own, sign(replying(at.own.Ballot)), sign("pseudo"), sign("quitter"), sign("equipe")}.draw())
	}
	return at
}

// drawings keeps what was drawn: in a vote, those who gave the same answer see the
// same.
type drawings struct {
	mu    sync.Mutex
	drawn map[likeness]*drawing
}

// likeness is what tells apart what two seats see.
type likeness struct {
	version     int // of the room; 0 while a vote goes on, when nothing but the count changes
	moment      string
	own, before decision.Value
	count       counted
	sure        string // whether they are sure, once they said
	asks        bool
}

type drawing struct {
	once sync.Once
	at   sighted
}

// maxDrawn is how many drawings are kept: a question has a dozen.
const maxDrawn = 256

// like returns the drawing of those who see the same.
func (d *drawings) like(alike likeness, draw func() sighted) sighted {
	d.mu.Lock()
	one := d.drawn[alike]
	if one == nil {
		if d.drawn == nil || len(d.drawn) >= maxDrawn {
			d.drawn = map[likeness]*drawing{}
		}
		one = &drawing{}
		d.drawn[alike] = one
	}
	d.mu.Unlock()
	one.once.Do(func() { one.at = draw() })
	return one.at
}

// of draws a state, but for what is a seat's own.
func (d *drawings) of(g *decision.Guide, s *workshop.State, review string) sighted {
	if s.Walks() { // each is elsewhere
		at := draw(g, s, review)
		at.parts[countPart] = partOf(countOf(s).draw())
		return at
	}
	alike := likeness{moment: momentOf(s, review), own: s.Own, before: s.Before, sure: s.SaidSure, asks: s.AsksSure}
	if s.Phase > workshop.Counted {
		alike.version = s.Version
	}
	at := d.like(alike, func() sighted { return draw(g, s, review) })
	count := countOf(s)
	at.parts[countPart] = d.like(likeness{count: count}, func() sighted {
		return sighted{parts: parts{countPart: partOf(count.draw())}}
	}).parts[countPart]
	return at
}

func draw(g *decision.Guide, s *workshop.State, review string) sighted {
	v := pageOf(g, *s, review)
	return sighted{
		seen: true, moment: v.Moment, title: v.Title, head: `"moment":` + told(v.Moment) + `,"titre":` + told(v.Title), waits: v.Waits, review: v.Review,
		parts: parts{barPart: partOf(v.bar()), mainPart: partOf(v.main())},
	}
}

// whole writes the page of a seat.
func (s *Server) whole(w io.Writer, at sighted, word string) {
	write(w, leaf{title: at.title, moment: at.moment, refresh: at.waits, parts: at.parts, word: word, over: say.Standing(s.config.Guide)}.page())
}
