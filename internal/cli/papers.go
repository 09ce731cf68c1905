package cli

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"compromis/internal/say"
	"compromis/internal/wire"

	"github.com/spf13/cobra"
)

// letterOptions are those of courrier.
type letterOptions struct {
	of     caseRef
	letter string
	to     target
	json   bool
	sent   decision.Day // it left on that day: it is written in the journal instead of being filled
	text   string       // the file of the text that takes the place of what is filled
	model  bool         // that text goes
	anyway bool         // it is written though a text it rests on is to be read again
}

func (p *program) letterCommand() *cobra.Command {
	var o letterOptions
	cmd := &cobra.Command{
		Use: "courrier dossier [courrier] [-o fichier | --envoye date | --texte fichier | --modele]", Short: "les courriers d’un dossier, remplis avec ce qu’il contient",
		Long: "Sans nom de courrier, la commande les liste, ceux de l’étape recommandée d’abord. Ce qui manque est dit, et reste à compléter dans le texte.",
		Args: words(0, 2), ValidArgsFunction: p.inTurn(offerCases, offerLetters),
		RunE: func(cmd *cobra.Command, args []string) error {
			left := o.of.named(args)
			switch {
			case o.of.name == "":
				return words(1, 2)(cmd, args)
			case len(left) > 1:
				return tooMany(left[1], cmd)
			}
			o.letter = strings.Join(left, "")
			return p.letters(o)
		},
	}
	f := p.flags(cmd)
	f.caseName(&o.of.name)
	f.output(&o.to, paper.Names(), paperSummary)
	f.json(&o.json)
	f.date(&o.sent, "--envoye", "il est parti ce jour-là : l’écrire au journal, avec le temps laissé pour répondre")
	f.file(&o.text, "--texte", "garder dans le dossier le courrier que dit ce fichier de texte, à la place du modèle")
	f.yes(&o.model, "--modele", "revenir au modèle, que le dossier remplit")
	f.yes(&o.anyway, "--malgre-tout", "l’écrire même si un texte qu’il cite est à relire")
	f.secret(&o.of.secret)
	return cmd
}

// letters lists the letters of a case, or fills one.
func (p *program) letters(o letterOptions) error {
	format, err := p.paperFormat(o.to, o.json)
	if err != nil {
		return err
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	var l *decision.Letter
	if o.letter != "" {
		if l = letterNamed(g, o.letter); l == nil {
			return usage("courrier inconnu", o.letter, letterNames(g))
		}
	}
	switch {
	case o.sent != "":
		return p.leave(o, g, l)
	case o.text != "" || o.model:
		return p.edit(o, l)
	}
	_, kase, _, err := p.look(o.of)
	switch {
	case err != nil:
		return err
	case l == nil:
		return p.listLetters(g, kase, o.json)
	}
	return p.letter(o, g, l, kase, format)
}

// leave writes in a case that a letter left.
func (p *program) leave(o letterOptions, g *decision.Guide, l *decision.Letter) error {
	on, err := p.past("--envoye", o.sent)
	switch {
	case err != nil:
		return err
	case l == nil:
		return usageError("Dites quel courrier est parti" + french.NBSP + ": compromis courrier dossier relance-1 --envoye 20/10/2026")
	case o.json || o.to.file != "" || o.to.format != "" || o.text != "" || o.model:
		return usageError("--envoye va seul" + french.NBSP + ": écrivez d’abord le courrier avec -o, puis notez son envoi.")
	case len(l.Object) == 0:
		return usageError(french.Quote(l.Title) + " ne s’envoie pas au client" + french.NBSP + ": c’est un document pour vous. Rien n’est noté.")
	}
	var left dossier.Event
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		left = kase.Leaving(g, l, on)
		return kase.Sends(l, left), nil
	})
	if err != nil {
		return err
	}
	return p.tellNext(g, kase, "Noté dans le dossier "+kase.ID+french.NBSP+":", "  "+plain.Happened(g, left))
}

// edit keeps in a case the text of a letter, or goes back to its model.
func (p *program) edit(o letterOptions, l *decision.Letter) error {
	switch {
	case l == nil:
		return usageError("Dites quel courrier" + french.NBSP + ": compromis courrier dossier relance-1 --texte relance-1.md")
	case o.json || o.to.file != "" || o.to.format != "" || o.text != "" && o.model:
		return usageError("--texte et --modele vont seuls. Écrivez ensuite le courrier avec -o.")
	}
	text := ""
	if o.text != "" {
		var err error
		if text, err = p.textIn(o.text); err != nil {
			return err
		}
		if text == "" {
			return usageError("Le fichier " + french.Quote(french.Shown(o.text)) + " est vide" + french.NBSP + ": le courrier n’a pas changé.")
		}
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) { return withDraft(kase, l.ID, text), nil })
	switch {
	case err != nil:
		return err
	case o.model:
		return p.told("Le dossier " + kase.ID + " remplit de nouveau ce courrier" + french.NBSP + ": " + l.Title)
	}
	return p.told("Gardé dans le dossier " + kase.ID + french.NBSP + ": votre texte de ce courrier, " + l.Title)
}

func letterNamed(g *decision.Guide, name string) *decision.Letter {
	for i := range g.Letters() {
		if l := &g.Letters()[i]; l.ID == french.Slug(name) {
			return l
		}
	}
	return nil
}

func letterNames(g *decision.Guide) []string {
	var ids []string
	for _, l := range g.Letters() {
		ids = append(ids, l.ID)
	}
	return ids
}

// listLetters lists those for this client, those of the recommended step first.
func (p *program) listLetters(g *decision.Guide, kase dossier.Case, asJSON bool) error {
	step := ""
	if s := g.Verdict(kase.Answers(g, p.day().Time())).Step; s != nil {
		step = s.ID
	}
	var now, others []decision.Letter
	for _, l := range g.Letters() {
		switch {
		case !l.For(kase.ClientKind()):
		case slices.Contains(l.Steps, step):
			now = append(now, l)
		default:
			others = append(others, l)
		}
	}
	if asJSON {
		return p.wire(g).Letters(kase, slices.Concat(now, others))
	}
	page := plain.NewPage(p.Out)
	if len(now) > 0 {
		page.Say("Pour l’étape recommandée, " + french.Quote(g.Step(step).Title))
		writeOffers(page, now)
		page.Heading("Les autres courriers")
	}
	writeOffers(page, others)
	return page.Flush()
}

func writeOffers(page *plain.Page, all []decision.Letter) {
	for _, l := range all {
		page.Item("  - ", l.ID+french.NBSP+": "+l.Title+". "+l.Summary)
	}
}

// letter fills one, unless it would ask for nothing. What was edited by hand in the case is taken as it is.
func (p *program) letter(o letterOptions, g *decision.Guide, l *decision.Letter, kase dossier.Case, format string) error {
	if why := letter.Refused(g, l, kase, p.day()); why != "" {
		return failure(why)
	}
	f := letter.Fill(g, l, kase, p.day())
	draft, edited := kase.Drafts[l.ID]
	if edited {
		f.Paper = paper.Read(draft)
	}
	if why := letter.Unfinished(g, l, f.Paper); why != "" {
		return failure(why)
	}
	if o.json {
		return p.deliver(o.to, "json", func(b *bytes.Buffer) error {
			return wire.NewWriter(b, g, p.day()).Letter(kase, *l, f, edited)
		})
	}
	if aged := say.AgedLetter(g, l); aged != "" && !o.anyway {
		if err := p.agreed(aged, "L’écrire malgré tout"+french.NBSP+"?", "--malgre-tout", "Rien n’est écrit."); err != nil {
			return err
		}
	}
	p.beside(g, o.to, "Le courrier")
	if !l.For(kase.ClientKind()) {
		fmt.Fprintln(p.Err, "Attention"+french.NBSP+": ce courrier n’est pas fait pour ce genre de client.")
	}
	if caution := say.LateLetter(g, kase, l, p.day()); caution != "" {
		fmt.Fprintln(p.Err, caution)
	}
	switch {
	case edited:
		fmt.Fprintln(p.Err, "Ce courrier est celui que vous avez modifié. Relisez-le"+french.NBSP+": ce qui a changé depuis n’y est pas.")
	case len(f.Missing) > 0:
		fmt.Fprintln(p.Err, "À compléter"+french.NBSP+":\n  - "+strings.Join(f.Missing, "\n  - "))
	}
	return p.write(o.to, format, f.Paper)
}

// handOverOptions are those of dossier-a-remettre.
type handOverOptions struct {
	of   caseRef
	who  string
	to   target
	json bool
}

// readers are who a case may be handed over to.
var readers = map[string]letter.Reader{"mediateur": letter.Mediator, "conciliateur": letter.Mediator, "avocat": letter.Lawyer}

// readerNames are those one writes, what is safe for the other side to read first.
var readerNames = []string{"mediateur", "conciliateur", "avocat"}

func (p *program) handOverCommand() *cobra.Command {
	var o handOverOptions
	cmd := p.onCase("dossier-a-remettre dossier --pour lecteur [-o fichier] [--json]", "le résumé d’un dossier, pour un médiateur ou pour votre avocat",
		&o.of, func() error { return p.handOver(o) })
	cmd.Long = "Un médiateur ou un conciliateur reçoit ce que l’autre partie peut lire : ni vos notes, ni vos réponses, ni les délais pour agir. Votre avocat reçoit tout."
	f := p.flags(cmd)
	f.choice(&o.who, "--pour", "lecteur", "à qui vous le remettez", fixed(readerNames...))
	f.output(&o.to, paper.Names(), paperSummary)
	f.json(&o.json)
	f.secret(&o.of.secret)
	return cmd
}

// handOver writes the file one hands over.
func (p *program) handOver(o handOverOptions) error {
	to, known := readers[french.Slug(o.who)]
	switch {
	case o.who == "":
		return usageError("Dites à qui vous remettez ce dossier" + french.NBSP + ": --pour " + strings.Join(readerNames, ", --pour ") + ". Tout le monde ne doit pas tout lire.")
	case !known:
		return usage("lecteur inconnu", o.who, readerNames)
	}
	format, err := p.paperFormat(o.to, o.json)
	if err != nil {
		return err
	}
	g, kase, _, err := p.look(o.of)
	if err != nil {
		return err
	}
	if o.json {
		return p.deliver(o.to, "json", func(b *bytes.Buffer) error {
			return wire.NewWriter(b, g, p.day()).HandOver(kase, to)
		})
	}
	if to == letter.Mediator {
		p.beside(g, o.to, "Le dossier")
	}
	return p.write(o.to, format, letter.HandOver(g, kase, p.day(), to))
}

// beside says what was laid over a content when nothing else does: a paper that others
// read does not, and goes alone to Out.
func (p *program) beside(g *decision.Guide, to target, paper string) {
	if over := say.Over(g); over != "" && to.out() && !p.Terminal {
		fmt.Fprintln(p.Err, french.Capital(over)+". "+paper+" n’en dit rien.")
	}
}

// markdown is the format of papers written to Out.
const markdown = "md"

// target is where to write, and how.
type target struct {
	file, format string // - is Out
	force        bool   // over another file
}

// out says whether it is Out.
func (to target) out() bool { return to.file == "" || to.file == "-" }

const paperSummary = "la forme du fichier ; d’office, d’après son nom"

// paperFormat returns the format asked for of a paper, [markdown] for Out.
func (p *program) paperFormat(to target, asJSON bool) (string, error) {
	switch {
	case asJSON && to.format != "":
		return "", usageError("Donnez --json ou --format, pas les deux.")
	case asJSON:
		return "json", nil
	}
	return p.format(to, markdown, paper.Names())
}

// extensions are those of files that are not the name of their format.
var extensions = map[string]string{"txt": "texte", "mmd": "mermaid", "gv": "dot", "htm": "html"}

// format returns the one asked for, or else that of the name of the file, or
// else the usual one.
func (p *program) format(to target, usual string, formats []string) (string, error) {
	format := to.format
	switch {
	case format == "" && to.out():
		return usual, nil
	case format == "":
		format = strings.ToLower(strings.TrimPrefix(path.Ext(to.file), "."))
		if name := extensions[format]; slices.Contains(formats, name) {
			format = name
		}
	}
	if !slices.Contains(formats, format) {
		return "", usageError(french.Quote(french.Shown(format)) + french.NBSP + ": format inconnu. " + possible(formats))
	}
	unreadable := func(f paper.Format) bool { return f.Name == format && !f.Text }
	if slices.ContainsFunc(paper.Formats(), unreadable) && to.out() && p.Terminal {
		return "", usageError("Un fichier " + format + " ne se lit pas dans le terminal. Ajoutez -o fichier." + format + ".")
	}
	return format, nil
}

// deliver writes a paper to the file asked for, or else to Out, once it is
// whole.
func (p *program) deliver(to target, format string, write func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	if !to.out() {
		return p.save(to, b.Bytes())
	}
	out := p.document
	if p.Terminal {
		out = p.Out
	}
	if _, err := b.WriteTo(out); err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	return nil
}

// write writes a paper, and says what must be known of it.
func (p *program) write(to target, format string, what paper.Paper) error {
	return p.remarked(format, what, p.deliver(to, format, func(b *bytes.Buffer) error { return paper.Write(b, format, what) }))
}

// remarked says of a paper that was written what must be known of it: see
// [paper.Remark]. The error is that of the writing.
func (p *program) remarked(format string, what paper.Paper, err error) error {
	if remark := paper.Remark(format, what); err == nil && remark != "" {
		fmt.Fprintln(p.Err, "Attention"+french.NBSP+": "+remark)
	}
	return err
}

// deadlinesOptions are those of echeances.
type deadlinesOptions struct {
	of   caseRef
	to   target
	json bool
}

func (p *program) deadlinesCommand() *cobra.Command {
	var o deadlinesOptions
	cmd := p.onCase("echeances dossier [-o fichier.ics] [--json]", "les dates à ne pas manquer, à lire ou pour votre agenda",
		&o.of, func() error { return p.deadlines(o) })
	f := p.flags(cmd)
	f.toFile(&o.to)
	f.json(&o.json)
	f.secret(&o.of.secret)
	return cmd
}

// deadlines writes the deadlines of a case: to read, or for a calendar.
func (p *program) deadlines(o deadlinesOptions) error {
	name := o.to.file
	switch {
	case name != "" && o.json:
		return usageError("Donnez -o ou --json, pas les deux.")
	case !o.to.out() && !strings.EqualFold(path.Ext(name), ".ics"):
		return usageError("Le nom " + french.Quote(french.Shown(name)) + " doit finir par .ics, le format des agendas.")
	}
	g, kase, _, err := p.look(o.of)
	if err != nil {
		return err
	}
	all := kase.Deadlines(g, p.day())
	switch {
	case name != "":
		agenda := letter.Calendar(g, kase, p.day())
		if agenda == nil {
			return failure("Aucune échéance connue dans ce dossier" + french.NBSP + ": il n’y a pas d’agenda à écrire. Ajoutez une facture, ou notez ce qui s’est passé.")
		}
		p.beside(g, o.to, "L’agenda")
		return p.save(o.to, agenda)
	case o.json:
		return p.wire(g).Deadlines(kase)
	}
	page := plain.NewPage(p.Out)
	page.Deadlines(g, all)
	if len(all) == 0 {
		page.Say("Aucune échéance connue dans ce dossier.")
	}
	return page.Flush()
}
