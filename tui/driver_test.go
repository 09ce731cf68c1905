package tui_test

import (
	"image/color"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile/casefiletest"
	"compromis/internal/draw"
	"compromis/tui"
)

// TestMain makes passphrases cheap: what they cost is held in casefile.
func TestMain(m *testing.M) {
	casefiletest.Hurry()
	os.Exit(m.Run())
}

// today is the day every test is played on.
var today = contenttest.Today

// guide returns the real content.
var guide = contenttest.Guide

// load reads it, as the program does.
var load = contenttest.Load

// driver plays the interface as a person at a terminal would, without a
// terminal and without waiting. Commands run at once, in order.
type driver struct {
	t             testing.TB
	guide         *decision.Guide
	model         tea.Model
	width, height int
	quit          bool
	late          bool // commands wait until catchUp, the latest first
	waiting       []tea.Cmd
	timers        chan tea.Msg // what timers bring, when somebody waits for them
	on            time.Time    // the day it is played on
	drawn, told   string       // the screen and its text, until something is sent; or ""
}

// start opens the interface on its welcome screen.
func start(t testing.TB, width, height int) *driver {
	t.Helper()
	return startOn(t, guide(t), width, height)
}

// startOn opens it on a guide of the test.
func startOn(t testing.TB, g *decision.Guide, width, height int) *driver {
	t.Helper()
	return startInDay(t, g, today, width, height)
}

// startInDay opens it on a day.
func startInDay(t testing.TB, g *decision.Guide, on time.Time, width, height int) *driver {
	t.Helper()
	d := &driver{t: t, guide: g, on: on}
	d.model = tui.New(tui.Config{Load: func() (*decision.Guide, error) { return g, nil }, Today: on, Now: unhurried()})
	d.run(d.model.Init())
	return d.resize(width, height)
}

// unhurried is the hour of somebody who takes two seconds for each key.
func unhurried() func() time.Time {
	now := today
	return func() time.Time { now = now.Add(2 * time.Second); return now }
}

// send gives one message and runs what it leads to.
func (d *driver) send(msg tea.Msg) *driver {
	d.drawn, d.told = "", ""
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	d.run(cmd)
	return d
}

// run carries a command out, unless it waits or asks the terminal.
func (d *driver) run(cmd tea.Cmd) {
	if d.late && cmd != nil {
		d.waiting = append(d.waiting, cmd)
		return
	}
	d.carryOut(cmd)
}

// catchUp carries out the commands that waited, the latest first: their order
// is not promised.
func (d *driver) catchUp() {
	for len(d.waiting) > 0 {
		last := d.waiting[len(d.waiting)-1]
		d.waiting = d.waiting[:len(d.waiting)-1]
		d.carryOut(last)
	}
}

func (d *driver) carryOut(cmd tea.Cmd) {
	switch {
	case cmd == nil:
		return
	case waits(cmd):
		d.time(cmd)
		return
	case pointer(cmd) == pointer(tea.Quit):
		d.quit = true
		return
	}
	msg := cmd()
	if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice {
		inOrder := list.Type().String() == "tea.sequenceMsg"
		for i := range list.Len() {
			c, ok := list.Index(i).Interface().(tea.Cmd)
			switch {
			case ok && inOrder:
				d.carryOut(c)
			case ok:
				d.run(c)
			}
		}
		return
	}
	if msg != nil {
		d.send(msg)
	}
}

// time starts a timer, when somebody waits for them.
func (d *driver) time(cmd tea.Cmd) {
	if timers := d.timers; timers != nil && strings.Contains(runtime.FuncForPC(pointer(cmd)).Name(), "bubbletea/v2.Tick") {
		go func() { timers <- cmd() }()
	}
}

// timed lets the timers run from here on.
func (d *driver) timed() *driver {
	d.timers = make(chan tea.Msg, 1000)
	return d
}

// until lets time pass, and the others do what they have to, until the screen
// shows the text.
func (d *driver) until(text string, others ...*driver) *driver {
	d.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end) && !d.shows(text); {
		for _, other := range append(others, d) {
			select {
			case msg := <-other.timers:
				other.send(msg)
			case <-time.After(time.Millisecond):
			}
		}
	}
	return d.want(text)
}

// waits says whether a command is the blinking of a cursor, a timer, or a
// question to the terminal.
func waits(cmd tea.Cmd) bool {
	name := runtime.FuncForPC(pointer(cmd)).Name()
	for _, part := range []string{"/cursor.", "bubbletea/v2.Tick", "bubbletea/v2.Every", "bubbletea/v2.Request"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func pointer(cmd tea.Cmd) uintptr { return reflect.ValueOf(cmd).Pointer() }

// named are the keys that are not a character.
var named = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "backspace": {Code: tea.KeyBackspace},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"space": {Code: tea.KeySpace, Text: " "}, "f1": {Code: tea.KeyF1}, "delete": {Code: tea.KeyDelete},
	"alt+d": {Code: 'd', Mod: tea.ModAlt}, "ctrl+delete": {Code: tea.KeyDelete, Mod: tea.ModCtrl},
}

// keyOf returns the key of that name: "enter", "ctrl+c", "5", "é".
func keyOf(name string) tea.KeyPressMsg {
	if k, ok := named[name]; ok {
		return tea.KeyPressMsg(k)
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(letter)[0], Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// press presses keys by name.
func (d *driver) press(names ...string) *driver {
	for _, name := range names {
		d.send(keyOf(name))
	}
	return d
}

// write types a text, a key a character.
func (d *driver) write(text string) *driver {
	for _, r := range text {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return d
}

func (d *driver) paste(text string) *driver { return d.send(tea.PasteMsg{Content: text}) }

func (d *driver) click(x, y int) *driver {
	return d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// wheel turns the wheel down, or up when by is negative.
func (d *driver) wheel(by int) *driver {
	button := tea.MouseWheelDown
	if by < 0 {
		button, by = tea.MouseWheelUp, -by
	}
	for range by {
		d.send(tea.MouseWheelMsg{X: 5, Y: 5, Button: button})
	}
	return d
}

func (d *driver) resize(width, height int) *driver {
	d.width, d.height = width, height
	return d.send(tea.WindowSizeMsg{Width: width, Height: height})
}

func (d *driver) background(c color.Color) *driver {
	return d.send(tea.BackgroundColorMsg{Color: c})
}

// screen is what one sees, without colours.
func (d *driver) screen() string {
	if d.drawn == "" {
		d.drawn = ansi.Strip(d.model.View().Content)
	}
	return d.drawn
}

// top is the first line of the body.
func (d *driver) top() int { return draw.Frame{Height: d.height}.Top() }

func (d *driver) lines() []string { return strings.Split(d.screen(), "\n") }

// text is the screen as running text: no line breaks, no marks at the margin.
func (d *driver) text() string {
	if d.told == "" {
		d.told = words(marks.Replace(d.screen()))
	}
	return d.told
}

var marks = strings.NewReplacer("▌", " ", "┃", " ", "│", " ")

// words brings every run of spaces, unbreakable ones too, to one space.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

func (d *driver) shows(text string) bool { return strings.Contains(d.text(), words(text)) }

// want fails unless the screen shows the text.
func (d *driver) want(text string) *driver {
	d.t.Helper()
	if d.quit || !d.shows(text) {
		d.t.Fatalf("no %q on (quit: %v)\n%s", text, d.quit, d.screen())
	}
	return d
}

func (d *driver) wantNot(text string) *driver {
	d.t.Helper()
	if d.shows(text) {
		d.t.Fatalf("%q on\n%s", text, d.screen())
	}
	return d
}
