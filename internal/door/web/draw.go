package web

import (
	"crypto/sha256"
	_ "embed" // the page, its style, its script and its picture
	"encoding/hex"
	"html/template"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"compromis/decision"
	"compromis/internal/workshop"
)

// This file writes the page.

var (
	//go:embed page.html
	pageText string
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

// pages are the templates.
var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"style": func() string { return stylePath }, "script": func() string { return scriptPath }, "icon": func() string { return iconPath },
	"returnHelp": func() string { return workshop.ReturnHelp },
	"list":       func(b decision.Block) bool { return b.List != decision.Paragraph },
}).Parse(pageText))

func write(w io.Writer, name string, what any) {
	_ = pages.ExecuteTemplate(w, name, what) // whoever has left does not read it
}

// drawn is a part of the page.
func drawn(name string, what any) string {
	var b strings.Builder
	write(&b, name, what)
	return strings.TrimSpace(b.String())
}

// own is what is a seat's own on its page.
type own struct {
	Name   string
	Return string
	Ballot workshop.Ballot
	Vote   string // what signs each form
	Pseudo string
	Quit   string
}

// sighted is a page drawn, part by part.
type sighted struct {
	seen                   bool
	moment, title          string
	bar, main, count, mine string
	waits, review          bool
}

// parts are what the script replaces, by the place they have in the page.
func (s sighted) parts() map[string]string {
	return map[string]string{"bar": s.bar, "main": s.main, "compte": s.count, "moi": s.mine}
}

// sees draws what a seat sees of a state.
func (one *seat) sees(s workshop.State, review string) sighted {
	if !s.Walks() {
		review = ""
	}
	at := one.server.drawn.of(one.server.config.Guide, s, review)
	b := s.Ballot
	if at.review {
		b.Fact = decision.Fact(review)
	}
	at.mine = drawn("moi", own{
		Name: s.Name, Return: s.Return, Ballot: b, Vote: one.server.form(one.pass, replying(b)),
		Pseudo: one.server.form(one.pass, "pseudo"), Quit: one.server.form(one.pass, "quitter"),
	})
	return at
}

// drawings keeps what was drawn of the latest state: in a vote, those who gave the
// same answer see the same.
type drawings struct {
	mu      sync.Mutex
	version int
	drawn   map[likeness]*drawing
}

// likeness is what tells apart what two seats see of a version of the room.
type likeness struct{ own, before decision.Value }

type drawing struct {
	once sync.Once
	at   sighted
}

// of draws a state, but for what is a seat's own.
func (d *drawings) of(g *decision.Guide, s workshop.State, review string) sighted {
	if s.Walks() {
		return draw(g, s, review)
	}
	d.mu.Lock()
	if d.version != s.Version {
		d.version, d.drawn = s.Version, map[likeness]*drawing{}
	}
	alike := likeness{s.Own, s.Before}
	one := d.drawn[alike]
	if one == nil {
		one = &drawing{}
		d.drawn[alike] = one
	}
	d.mu.Unlock()
	one.once.Do(func() { one.at = draw(g, s, review) })
	return one.at
}

func draw(g *decision.Guide, s workshop.State, review string) sighted {
	v := pageOf(g, s, review)
	return sighted{
		seen: true, moment: v.Moment, title: v.Title, waits: v.Waits, review: v.Review,
		bar: drawn("bar", v), main: drawn("main", v), count: drawn("compte", countOf(s)),
	}
}

// leaf is a whole page.
type leaf struct {
	Title, Moment         string
	Refresh               bool
	Bar, Main, Count, Own template.HTML
	Word                  string
}

// whole writes the page of a seat.
func (s *Server) whole(w io.Writer, at sighted, word string) {
	write(w, "place", leaf{
		Title: at.title, Moment: at.moment, Refresh: at.waits, Word: word,
		Bar: template.HTML(at.bar), Main: template.HTML(at.main), Count: template.HTML(at.count), Own: template.HTML(at.mine), //nolint:gosec // our own templates wrote them
	})
}

// Tenths is the width of a bar, of a thousand.
func (c count) Width() string {
	if c.All == 0 {
		return "0"
	}
	return strconv.Itoa(1000 * c.N / c.All)
}

// Width is that of the gauge, of a thousand.
func (c counted) Width() string { return count{N: c.Voters, All: c.All}.Width() }
