package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/handout"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"compromis/internal/say"
	"compromis/internal/stage"

	"github.com/spf13/cobra"
)

// sheetFormats are the ways to write the sheet of an exercise.
var sheetFormats = append(paper.Names(), "html")

// exerciseOptions are those of cas.
type exerciseOptions struct {
	name string
	key  bool // with its answer
	to   target
}

func (p *program) exerciseCommand() *cobra.Command {
	var o exerciseOptions
	cmd := &cobra.Command{
		Use: "cas [cas] [--corrige] [-o fichier]", Short: "les cas pratiques : la liste, ou la fiche d’un cas à distribuer",
		Long: "Par exemple : compromis cas impaye --corrige -o impaye.pdf",
		Args: words(0, 1), ValidArgsFunction: p.inTurn(offerExercises),
		RunE: func(_ *cobra.Command, args []string) error {
			o.name = strings.Join(args, "")
			return p.exercise(o)
		},
	}
	f := p.flags(cmd)
	f.yes(&o.key, "--corrige", "ajouter le corrigé")
	f.output(&o.to, sheetFormats, paperSummary)
	cmd.AddCommand(p.newExerciseCommand())
	return cmd
}

// exercise writes the sheet of an exercise to hand out, or lists them all.
func (p *program) exercise(o exerciseOptions) error {
	format, err := p.format(o.to, markdown, sheetFormats)
	if err != nil {
		return err
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	if o.name == "" {
		return p.listExercises(g, o)
	}
	i := slices.Index(exerciseNames(g), french.Slug(o.name))
	if i < 0 {
		return usage("cas inconnu", o.name, exerciseNames(g))
	}
	e := &g.Exercises[i]
	sheet := handout.Sheet(g, e, o.key)
	if format == "html" {
		return p.remarked(format, sheet, p.deliver(o.to, format, func(b *bytes.Buffer) error { return handout.SheetHTML(b, g, e, o.key) }))
	}
	return p.write(o.to, format, sheet)
}

// listExercises writes one exercise a line, in columns.
func (p *program) listExercises(g *decision.Guide, o exerciseOptions) error {
	for _, f := range []flagGiven{{"-o", o.to.file != ""}, {"--format", o.to.format != ""}, {"--corrige", o.key}} {
		if f.given {
			return usageError("L’option " + f.name + " demande le nom d’un cas. La commande «" + french.NBSP + "compromis cas" + french.NBSP + "» les liste.")
		}
	}
	rows := [][]string{{"Cas", "Titre", "Client", "Durée"}}
	for _, e := range g.Exercises {
		rows = append(rows, []string{e.ID, e.Title, clientOf(g, e), french.Plural(e.Minutes, "minute", "minutes")})
	}
	page := plain.NewPage(p.Out)
	page.Columns(rows)
	return page.Flush()
}

// clientOf says the kind of client of an exercise.
func clientOf(g *decision.Guide, e decision.Exercise) string {
	for _, s := range e.Answers {
		if s.Fact == decision.FactClient {
			if o := g.Question(s.Fact).Option(s.Value); o != nil {
				return o.Label
			}
		}
	}
	return "—"
}

// exerciseNames are the ids of the exercises.
func exerciseNames(g *decision.Guide) []string {
	var ids []string
	for _, e := range g.Exercises {
		ids = append(ids, e.ID)
	}
	return ids
}

// reportFormats are the ways to write the report of a session.
var reportFormats = handout.ReportFormats()

func (p *program) sessionCommand() *cobra.Command {
	var to target
	var again bool
	var which Telling
	cmd := &cobra.Command{
		Use: "seance [-o rapport.docx]", Short: "le rapport de la dernière séance projetée : les cas, les votes, sans le nom d’aucun participant",
		Long: "Le nom du formateur, l’organisme, le lieu, le titre et vos objectifs sont demandés une fois, puis gardés" + french.NBSP + ": ils sont en tête de chaque rapport, comme du compte rendu d’un atelier. --entete les redemande.\n\nUne séance est mise de côté quand on en commence une autre" + french.NBSP + ": --ancienne 1 raconte la dernière, 2 celle d’avant.",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.session(to, again, which) },
	}
	f := p.flags(cmd)
	f.output(&to, reportFormats, "la forme du rapport ; d’office, d’après le nom du fichier")
	f.yes(&again, "--entete", "redemander ce qui est en tête du rapport")
	once(f, &which.Present, "--presents", kind{name: "nombre"}, "corriger le nombre de participants, et le garder", stage.ParsePresent)
	once(f, &which.Earlier, "--ancienne", kind{name: "numéro"}, "une séance mise de côté : 1 la dernière, 2 celle d’avant", earlierNumber)
	return cmd
}

// earlierNumber reads which of the sessions put aside one wants.
func earlierNumber(typed string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("«%[1]s%s%[1]s» n’est pas un numéro. Écrivez 1 pour la dernière séance mise de côté.", french.NBSP, typed)
	}
	return n, nil
}

// session writes the report of a session.
func (p *program) session(to target, again bool, which Telling) error {
	format, err := p.format(to, markdown, reportFormats)
	if err != nil {
		return err
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	var told Told
	if p.Session != nil {
		if told, err = p.Session(g, which); err != nil {
			return failure(say.Error(nil, err))
		}
	}
	switch {
	case told.Played:
	case which.Earlier > 0:
		return failure("Il n’y a pas de séance mise de côté sous ce numéro. " + aside(told.Aside))
	default:
		return failure(strings.TrimSpace("Aucune séance à raconter" + french.NBSP + ": projetez d’abord un cas, avec compromis projeter, et révélez son étape ou faites voter la salle. " + aside(told.Aside)))
	}
	if len(told.Aside) > 0 && which.Earlier == 0 && decision.DayOf(told.Aside[0].Local()) == told.Report.On { // the other half of a day
		fmt.Fprintln(p.Err, aside(told.Aside))
	}
	report := told.Report.Headed(p.heading(again))
	report.Standing = say.Standing(g)
	return p.deliver(to, format, func(b *bytes.Buffer) error { return handout.Report(b, format, report) })
}

// aside says which sessions are put aside, and how to read them; nothing when none is.
func aside(all []time.Time) string {
	var said []string
	for i, began := range all {
		said = append(said, fmt.Sprintf("%d, celle du %s, %s", i+1, french.Day(string(decision.DayOf(began.Local()))), stage.Hour(began)))
	}
	if len(said) == 0 {
		return ""
	}
	if len(said) > mostAside {
		said = append(said[:mostAside], "et d’autres, plus anciennes")
	}
	return "Mises de côté" + french.NBSP + ": " + strings.Join(said, french.NBSP+"; ") + ". La première se lit par" + french.NBSP + ": compromis seance --ancienne 1"
}

// mostAside is how many sessions put aside are told one by one.
const mostAside = 5

func (p *program) projectCommand() *cobra.Command {
	return &cobra.Command{
		Use: ViewProject + " [cas]", Short: "projeter un cas pratique devant une salle, en plein écran",
		Args: words(0, 1), ValidArgsFunction: p.inTurn(offerExercises),
		RunE: func(_ *cobra.Command, args []string) error {
			return p.view(Opening{View: ViewProject, Exercise: french.Slug(strings.Join(args, ""))})
		},
	}
}

func (p *program) notesCommand() *cobra.Command {
	return &cobra.Command{
		Use: ViewNotes, Short: "les notes du formateur, dans un second terminal, pendant la projection",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.view(Opening{View: ViewNotes}) },
	}
}

// view opens a view that only makes sense in full screen.
func (p *program) view(o Opening) error {
	if !p.onScreen() {
		return usageError("La projection et les notes demandent un vrai terminal. Pour lire un cas en lignes simples, écrivez" + french.NBSP + ": compromis cas nom")
	}
	return p.openScreen(o)
}
