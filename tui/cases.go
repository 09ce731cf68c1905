package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// cases is the list of what is kept, the most urgent first. What one types filters
// it; beside it stands what is known of the case one is on.
type cases struct {
	reading
	filter draw.Line
	all    casefile.Listing // what was asked for last, the first ones of each group
	words  string           // what was filtered then
	total  string           // how many there are, whatever is filtered
	asking bool
	err    error
	listed bool
	saving bool // the case under way was not on the disk yet
	aside  bool // the cases that are closed or archived are shown too
}

// listed brings the list of cases.
type listed struct {
	all   casefile.Listing
	words string // what they were filtered by
	err   error
	mine  dossier.Party // who keeps them
}

// listCases reads the list of the cases that hold some words, off the main loop.
type listCases struct{ words string }

// showAside shows the cases that are closed or archived, or hides them.
type showAside struct{}

func newCases() *cases {
	c := &cases{filter: draw.NewLine(maxWanted)}
	c.Page, c.verb, c.about, c.blocks = draw.NewPage(true), draw.KeyOpen, wordCases, c.lines
	c.pane, c.paneFrom, c.table = c.preview, draw.WideWidth, true
	return c
}

func (c *cases) measure(f frame) string { return c.total }

// typing says that letters go to the filter.
func (c *cases) typing() bool { return true }

func (c *cases) keys(f frame) []key.Binding {
	var keys []key.Binding
	if c.On(c.content(f)) != nil {
		keys = append(keys, draw.KeyOpen)
	}
	if c.all.All() > 1 || c.filter.Value() != "" {
		keys = append(keys, keyFilter)
	}
	if _, on := c.under(c.content(f)); on {
		keys = append(keys, keyCaseActs)
	}
	if c.filter.Value() != "" {
		return append(keys, draw.Bind("échap", "tout revoir", "esc"))
	}
	return append(keys, keyLeaveList)
}

// moves are the keys of the list, and of the line of its filter.
func (c *cases) moves(frame) []key.Binding {
	keys := []key.Binding{keyThrough, draw.KeyCtrlC}
	if c.filter.Value() == "" {
		keys = append(keys, keyEnds)
	}
	return append(keys, draw.LineKeys...)
}

func (c *cases) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		was := c.saving
		c.saving = f.filing == saving
		c.stale = true
		if !c.listed || was && !c.saving {
			c.listed = true
			return c.ask(), nil
		}
		return nil, nil
	case listed:
		return c.take(msg), nil
	case tea.PasteMsg:
		return c.narrow(msg), nil
	case tea.KeyPressMsg:
		if do, mine := c.press(msg, f); mine {
			return do, nil
		}
	}
	switch do := lead(c.Page.Update(msg, c.content(f), c.frame(f).Frame)).(type) {
	case showAside:
		c.aside, c.stale = !c.aside, true
		return nil, nil
	default:
		return do, nil
	}
}

// ask asks for the cases that hold what is filtered.
func (c *cases) ask() action {
	c.asking = true
	return listCases{c.filter.Value()}
}

// take shows the list that was asked for, and asks again when what is filtered has
// changed and this is not all there is.
func (c *cases) take(msg listed) action {
	first := c.all.Cases == nil
	c.all, c.words, c.err, c.asking, c.listed, c.stale = msg.all, msg.words, msg.err, false, true, true
	if c.words == "" && c.err == nil {
		c.total = counted(c.all)
	}
	if first {
		c.Pick()
	}
	if c.err == nil && c.partial() {
		return c.ask()
	}
	return nil
}

// partial says whether some of what is filtered may not be in what was asked for.
func (c *cases) partial() bool {
	return c.filter.Value() != c.words && (c.words != "" || c.all.Left() > 0)
}

// press is what a key does in the list; the others go through it.
func (c *cases) press(press tea.KeyPressMsg, f frame) (do action, mine bool) {
	switch {
	case key.Matches(press, keyThrough), key.Matches(press, draw.KeyConfirm), c.filter.Value() == "" && key.Matches(press, keyEnds):
		return nil, false
	case key.Matches(press, keyCaseActs):
		if s, on := c.under(c.content(f)); on {
			return open{newCaseActs(s, f)}, true
		}
	case key.Matches(press, draw.KeyLeave) && c.filter.Value() == "":
		return back{}, true
	case key.Matches(press, draw.KeyLeave):
		c.filter = draw.NewLine(maxWanted)
		return c.filtered(), true
	case press.String() == "/" && c.filter.Value() == "": // where one searches elsewhere
	default:
		return c.narrow(press), true
	}
	return nil, true
}

// narrow gives a key or a paste to the filter.
func (c *cases) narrow(msg tea.Msg) action {
	was := c.filter.Value()
	c.filter.Update(msg)
	c.stale = true
	if c.filter.Value() == was {
		return nil
	}
	return c.filtered()
}

// filtered shows what holds the words of the filter, and asks for it when it is not all
// here: once at a time, whoever types fast waits for the last word only.
func (c *cases) filtered() action {
	c.stale = true
	c.Pick()
	if c.asking || !c.partial() {
		return nil
	}
	return c.ask()
}

// under is the case one is on.
func (c *cases) under(blocks []draw.Block) (casefile.Summary, bool) {
	at, on := c.On(blocks).(openCase)
	return summaryOf(c.all.Cases, at.id), on
}

// preview is what is known of the case one is on.
func (c *cases) preview(f frame) []draw.Block {
	s, on := c.under(c.cached) // as it is drawn
	if !on {
		return nil
	}
	return previewBlocks(s, f)
}

// matches says whether a case is looked for: by its client, its subject, its step.
func (c *cases) matches(s casefile.Summary, f frame) bool {
	wanted := c.filter.Value()
	return wanted == "" || s.Matches(wanted) || french.Found(say.Where(f.guide, s.Outlook), wanted)
}

// shown are the cases that have a line of the table.
func (c *cases) shown(f frame) []casefile.Summary {
	var rows []casefile.Summary
	for _, s := range c.all.Cases {
		if c.matches(s, f) && s.Group() != casefile.Try && len(rows) < mostRows {
			rows = append(rows, s)
		}
	}
	return rows
}

// mostRows is how many cases of a group a list shows: more are found by filtering.
const mostRows = 200

// beyond is how many cases that hold the words of the filter are not here, of some groups.
func (c *cases) beyond(of ...casefile.Group) int {
	if c.filter.Value() != c.words {
		return 0 // nobody knows yet
	}
	n := c.all.Count(of...)
	for _, s := range c.all.Cases {
		if slices.Contains(of, s.Group()) {
			n--
		}
	}
	return n
}

func (c *cases) lines(f frame) []draw.Block {
	switch {
	case c.err != nil:
		return []draw.Block{draw.Plain(c.err.Error(), f.Frame)}
	case c.all.Cases == nil && c.all.Damaged == nil:
		return []draw.Block{draw.Note("Lecture…", f.Frame)}
	case len(c.all.Cases) == 0 && c.words == "":
		return append([]draw.Block{draw.Note("Aucun dossier gardé. Échap, puis n"+french.NBSP+": nouveau conflit, deux minutes.", f.Frame)}, damagedBlocks(c.all.Damaged, f)...)
	}
	w := columns(c.shown(f), f)
	var rows, tries, old []draw.Block
	var toClean []string
	more := c.beyond(casefile.Current)
	for _, s := range c.all.Cases {
		switch {
		case !c.matches(s, f):
		case !s.Open():
			old = append(old, rowBlock(s, w, f))
		case s.Group() == casefile.Try:
			tries = append(tries, tryBlock(s, f))
			if s.ID != f.kase.ID {
				toClean = append(toClean, s.ID)
			}
		case len(rows) == mostRows:
			more++
		default:
			rows = append(rows, rowBlock(s, w, f))
		}
	}
	blocks := append(c.filterBlocks(w, f), rows...)
	if more > 0 {
		blocks = append(blocks, draw.Note("Et "+french.Plural(more, "autre", "autres")+french.NBSP+": tapez un nom pour les trouver.", f.Frame))
	}
	if len(toClean) > 0 && c.filter.Value() == "" {
		tries = append(tries, draw.Choice(cleanTitle(len(toClean)), "", open{newConfirmClean(toClean)}, f.Frame))
	}
	blocks = append(append(blocks, draw.Section("Essais à finir", tries, f.Frame)...), c.asideBlocks(old, f)...)
	switch {
	case c.partial():
		blocks = append(blocks, draw.Note("Recherche…", f.Frame))
	case len(rows)+len(tries)+len(old) == 0:
		blocks = append(blocks, draw.Note("Aucun dossier ne contient "+french.Quote(french.Shown(c.filter.Value()))+". Échap efface le filtre.", f.Frame))
	}
	return append(blocks, damagedBlocks(c.all.Damaged, f)...)
}

// asideBlocks are the cases that are closed or archived: counted, until one asks to
// see them or looks for one.
func (c *cases) asideBlocks(old []draw.Block, f frame) []draw.Block {
	n := len(old) + c.beyond(casefile.Closed, casefile.Archived)
	told := french.Plural(n, "dossier clos ou archivé", "dossiers clos ou archivés")
	switch {
	case len(old) == 0:
		return nil
	case c.filter.Value() != "":
		return draw.Section("Clos et archivés", old[:min(len(old), mostRows)], f.Frame)
	case !c.aside:
		return []draw.Block{draw.Gap(), draw.Choice(told+french.NBSP+": les montrer", "", showAside{}, f.Frame)}
	}
	shown := append([]draw.Block{draw.Choice(told+french.NBSP+": les cacher", "", showAside{}, f.Frame)}, old[:min(len(old), mostRows)]...)
	return draw.Section("Clos et archivés", shown, f.Frame)
}

// filterBlocks are the line of the filter, then the names of the columns.
func (c *cases) filterBlocks(w widths, f frame) []draw.Block {
	const label, field = "Filtrer  ", 24
	line := f.Styles.Dim.Render(label) + draw.Field(&c.filter, field+2, true, f.Frame)
	if c.filter.Value() == "" && f.TextWidth() >= 60 {
		line += f.Styles.Dim.Render("  client, commande, étape")
	}
	blocks := []draw.Block{{Lines: []string{line}}}
	if f.Airy() {
		blocks = append(blocks, draw.Gap())
	}
	if !f.Roomy() {
		return blocks
	}
	return append(blocks, draw.Block{Lines: []string{f.Styles.Dim.Render(w.heads())}})
}

// damagedBlocks are the files that cannot be read. One that was set aside opens,
// for what it still says.
func damagedBlocks(all []casefile.Damaged, f frame) []draw.Block {
	var blocks []draw.Block
	for _, d := range casefile.Together(all) {
		if d.Aside != "" {
			blocks = append(blocks, draw.Choice(d.Aside, d.Err.Error(), openAside{name: d.Aside}, f.Frame))
			continue
		}
		blocks = append(blocks, draw.Plain(d.Err.Error(), f.Frame))
	}
	return draw.Section("Fichiers illisibles", blocks, f.Frame)
}
