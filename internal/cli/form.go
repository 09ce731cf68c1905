package cli

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// A form asks the values of a command one by one, on plain lines, then runs it: what
// one does there is what the command does. What is typed is a draft of the case, at
// the place and under the names of the full screen, until the command has run.

// form is a command whose values are asked.
type form struct {
	about string   // « Noter un évènement »
	place string   // of its draft; "" when none is kept
	words []string // of the command, the case included
	asks  []ask
	more  func(said map[string]string) []string // other words of the command, from several values
}

// ask is a value of a command.
type ask struct {
	flag    string // "--montant"; "" of a word of the command
	key     string // its name in a draft
	label   string
	hint    string   // an example, or that it may be left out
	value   string   // as the case has it; Enter keeps it
	options []option // to choose from, instead of a line
	needed  bool
	held    bool                              // the case has the value: it is given only when it changes
	check   func(string) (string, error)      // of a value that has no flag of its own: what is kept of it, or what is wrong
	asked   func(said map[string]string) bool // whether it is; nil for always
}

// option is one of the values one may choose.
type option struct{ label, value string }

// errLeft ends a form that the person left: the draft stays. errEnough gives it as it
// is: only what it cannot do without is still asked.
var (
	errLeft   = errors.New("form left")
	errEnough = errors.New("form given as it is")
)

// fill asks the values of a form until its command has run. It says whether it did.
func (d *desk) fill(t *plain.Talk, f form) (done bool, err error) {
	t.Heading(f.about)
	if len(f.asks) > fewAsks {
		t.Say("À chaque ligne, Entrée garde ce qui est dit, un tiret l’efface, un point termine, m revient au menu.")
	}
	said, draft := d.recall(t, f)
	for {
		switch err := d.askAll(t, f, said, &draft); {
		case errors.Is(err, errLeft):
			return false, d.left(t, draft)
		case err != nil:
			return false, err
		}
		out, wrong := d.command(f.line(said)...)
		if wrong == nil {
			if draft.ID != "" {
				_ = d.file.DropDraft(draft.ID) // it has joined the case
			}
			t.Blank()
			t.Show(out)
			return true, nil
		}
		t.Say(f.named(wrong))
		if typed, ok := t.Ask("Entrée pour corriger, m pour le menu"); !ok || typed != "" {
			if french.Slug(typed) != "m" {
				t.Again(typed)
			}
			t.Say("Rien n’est noté.")
			return false, d.left(t, draft)
		}
	}
}

// left says what becomes of what was typed in a form that is left.
func (d *desk) left(t *plain.Talk, draft casefile.Draft) error {
	if draft.ID != "" {
		t.Say("Ce que vous avez tapé est gardé en brouillon.")
	}
	return t.Flush()
}

// fewAsks is how many values are asked without saying how to stop before the end.
const fewAsks = 4

// recall returns what the form says at first: what the case has, then what a draft
// says.
func (d *desk) recall(t *plain.Talk, f form) (said map[string]string, draft casefile.Draft) {
	said = map[string]string{}
	for _, a := range f.asks {
		said[a.key] = a.value
	}
	if f.place == "" || d.file == nil {
		return said, draft
	}
	kept, _ := d.file.Drafts()
	for _, k := range kept {
		if k.Place == f.place {
			t.Say("Repris de votre brouillon du " + french.Day(string(k.On)) + ".")
			maps.Copy(said, k.Fields)
			return said, k
		}
	}
	return said, draft
}

// askAll asks every value, and keeps what is typed as it grows.
func (d *desk) askAll(t *plain.Talk, f form, said map[string]string, draft *casefile.Draft) error {
	enough := false
	for _, a := range f.asks {
		if a.asked != nil && !a.asked(said) || enough && (!a.needed || said[a.key] != "") {
			continue
		}
		before := said[a.key]
		switch err := d.askOne(t, f, a, said); {
		case errors.Is(err, errEnough):
			enough = true
		case err != nil:
			return err
		}
		if said[a.key] != before {
			d.keepDraft(t, f, said, draft)
		}
	}
	return nil
}

// askOne asks a value until it is one.
func (d *desk) askOne(t *plain.Talk, f form, a ask, said map[string]string) error {
	if len(a.options) > 0 {
		labels := make([]string, len(a.options))
		for i, o := range a.options {
			labels[i] = o.label
		}
		t.Say(a.label + french.NBSP + ":")
		t.Numbered(labels)
	}
	for {
		typed, ok := t.Ask(a.prompt(said[a.key]))
		switch {
		case !ok || french.Slug(typed) == "m" && typed != "":
			return errLeft
		case typed == "." && (said[a.key] != "" || !a.needed):
			return errEnough
		case said[a.key] == "" && a.needed && (typed == "" || typed == "."):
			t.Say("Il faut répondre ici, ou taper m pour le menu.")
			continue
		case typed == "":
			return nil
		case typed == "-" && a.needed:
			t.Say("Cette ligne ne peut pas rester vide.")
			continue
		case typed == "-":
			said[a.key] = ""
			return nil
		}
		if len(a.options) > 0 {
			if value, ok := a.option(typed); ok {
				said[a.key] = value
				return nil
			}
			t.Say("Écrivez un nombre de 1 à " + strconv.Itoa(len(a.options)) + ".")
			continue
		}
		kept, err := d.accepts(f, a, typed)
		if err != nil {
			t.Say(french.Capital(err.Error()))
			continue
		}
		said[a.key] = kept
		return nil
	}
}

// prompt says what to type.
func (a ask) prompt(now string) string {
	which := a.label
	if len(a.options) > 0 {
		which = "Votre choix, 1 à " + strconv.Itoa(len(a.options))
		for _, o := range a.options {
			if o.value == now {
				now = o.label
				break
			}
		}
	}
	if a.hint != "" {
		which += ", " + a.hint
	}
	switch {
	case now != "":
		return which + " (Entrée pour garder " + french.Quote(french.Shown(now)) + ")"
	case a.needed:
		return which
	}
	return which + " (Entrée pour passer)"
}

// option returns the value that is chosen, by its number or its words.
func (a ask) option(typed string) (value string, ok bool) {
	if n, err := strconv.Atoi(typed); err == nil {
		if n < 1 || n > len(a.options) {
			return "", false
		}
		return a.options[n-1].value, true
	}
	for _, o := range a.options {
		if french.Slug(o.label) == french.Slug(typed) || o.value != "" && french.Slug(o.value) == french.Slug(typed) {
			return o.value, true
		}
	}
	return "", false
}

// accepts returns what is kept of a value, or says why it is none, as the command
// would. A day is kept in full: « hier » would be another day when a draft is resumed.
func (d *desk) accepts(f form, a ask, typed string) (kept string, err error) {
	if a.check != nil {
		return a.check(typed)
	}
	cmd, _, err := d.inside(new(bytes.Buffer)).tree().Find(f.words)
	if err != nil {
		return typed, err
	}
	flag := cmd.Flags().Lookup(strings.TrimLeft(a.flag, "-"))
	if flag == nil {
		return typed, nil
	}
	if err := flag.Value.Set(typed); err != nil {
		return typed, err
	}
	if day, ok := flag.Value.(interface{ inFull(string) string }); ok {
		return day.inFull(typed), nil
	}
	return typed, nil
}

// line is the command with what was said.
func (f form) line(said map[string]string) []string {
	line := slices.Clone(f.words)
	for _, a := range f.asks {
		value := said[a.key]
		switch {
		case a.asked != nil && !a.asked(said), a.flag == "", a.held && value == a.value, !a.held && value == "":
		default:
			line = append(line, a.flag+"="+value)
		}
	}
	if f.more != nil {
		line = append(line, f.more(said)...)
	}
	return line
}

// named tells what went wrong in the words of the form, not in flags.
func (f form) named(err error) string {
	told, _ := fault(err)
	told = strings.TrimPrefix(told, "compromis"+french.NBSP+": ")
	for _, a := range f.asks {
		if a.flag != "" {
			told = strings.ReplaceAll(told, "Option "+a.flag+french.NBSP, a.label+french.NBSP)
			told = strings.ReplaceAll(told, a.flag+" ", french.Quote(a.label)+" ")
			told = strings.ReplaceAll(told, a.flag+",", french.Quote(a.label)+",")
		}
	}
	return told
}

// keepDraft keeps what is typed beside the case.
func (d *desk) keepDraft(t *plain.Talk, f form, said map[string]string, draft *casefile.Draft) {
	if f.place == "" || d.file == nil {
		return
	}
	if draft.ID == "" {
		*draft = casefile.NewDraft(f.place, f.about, d.day())
	}
	draft.On, draft.Fields = d.day(), maps.Clone(draft.Fields)
	if draft.Fields == nil {
		draft.Fields = map[string]string{}
	}
	for _, a := range f.asks {
		if draft.Fields[a.key] = said[a.key]; said[a.key] == a.value {
			delete(draft.Fields, a.key)
		}
	}
	if len(draft.Fields) == 0 {
		_ = d.file.DropDraft(draft.ID)
		draft.ID = ""
		return
	}
	if err := d.file.KeepDraft(*draft); err != nil {
		t.Say(err.Error())
	}
}

// command runs a command in the interview, and returns what it writes.
func (d *desk) command(words ...string) (out string, err error) {
	var b bytes.Buffer
	root := d.inside(&b).tree()
	root.SetArgs(words)
	err = root.Execute()
	return b.String(), err
}

// inside is the program run in the interview: it writes there, works on the case of
// the desk, and neither opens a screen nor begins another interview instead of one.
func (d *desk) inside(out *bytes.Buffer) *program {
	p := *d.program
	p.desk, p.document, p.In = d, out, strings.NewReader("")
	p.Out = p.wide(french.Writer(out))
	p.Err, p.Screen, p.Poor, p.dropped, p.completing = p.Out, nil, false, nil, false
	return &p
}
