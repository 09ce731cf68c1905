package cli

import (
	"bytes"
	"slices"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/handout"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"compromis/internal/stage"
)

// The commands that only make sense in full screen.
const (
	viewProject = "projeter" // an exercise, in front of a room
	viewNotes   = "notes"    // what the trainer reads meanwhile
)

// runView is a view asked for where there is no screen.
func runView(*call) error {
	return usageError("La projection et les notes demandent un vrai terminal. Pour lire un cas en lignes simples, écrivez" + nbsp + ": compromis cas nom")
}

// sheetFormats are the ways to write the sheet of an exercise.
var sheetFormats = append(paper.Formats(), "html")

// runExercise writes the sheet of an exercise to hand out, or lists them all.
func runExercise(c *call) error {
	format, err := c.format(markdown, sheetFormats)
	if err != nil {
		return err
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	if len(c.args) == 0 {
		return c.listExercises(g)
	}
	i := slices.Index(exerciseNames(g), french.Slug(c.args[0]))
	if i < 0 {
		return usage("cas inconnu", c.args[0], exerciseNames(g))
	}
	e, key := &g.Exercises[i], c.has("--corrige")
	return c.deliver(format, func(b *bytes.Buffer) error {
		if format == "html" {
			return handout.SheetHTML(b, g, e, key)
		}
		return paper.Write(b, format, handout.SheetMarkdown(g, e, key))
	})
}

// listExercises writes one exercise a line, in columns.
func (c *call) listExercises(g *decision.Guide) error {
	for _, name := range []string{"-o", "--format", "--corrige"} {
		if c.has(name) {
			return usageError("L’option " + name + " demande le nom d’un cas. La commande «" + nbsp + "compromis cas" + nbsp + "» les liste.")
		}
	}
	rows := [][]string{{"Cas", "Titre", "Client", "Durée"}}
	for _, e := range g.Exercises {
		rows = append(rows, []string{e.ID, e.Title, clientOf(g, e), french.Plural(e.Minutes, "minute", "minutes")})
	}
	p := plain.NewPage(c.Out)
	p.Columns(rows)
	return p.Flush()
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
var reportFormats = []string{markdown, "csv"}

// runSession writes the report of the last session.
func runSession(c *call) error {
	format, err := c.format(markdown, reportFormats)
	if err != nil {
		return err
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	var report stage.Session
	played := false
	if c.Session != nil {
		if report, played, err = c.Session(g); err != nil {
			return failure(french.Error(nil, err))
		}
	}
	if !played {
		return failure("Aucune séance à raconter" + nbsp + ": projetez d’abord un cas, avec compromis projeter, et révélez son étape ou faites voter la salle.")
	}
	return c.deliver(format, func(b *bytes.Buffer) error {
		if format == markdown {
			return paper.WriteMarkdown(b, handout.ReportMarkdown(report))
		}
		return handout.ReportCSV(b, report)
	})
}
