package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

func (p *program) diagnosticCommand() *cobra.Command {
	return &cobra.Command{
		Use: "diagnostic", Short: "ce qu’il faut joindre pour signaler un défaut, sans rien de personnel",
		Long: "Le programme, le système, le terminal et le contenu ; des dossiers, seulement combien il y en a. Ni nom, ni réponse, ni somme, ni chemin.",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.diagnostic() },
	}
}

// diagnostic says what helps whoever mends the program. What cannot be read is said,
// and is no failure.
func (p *program) diagnostic() error {
	page := plain.NewPage(p.Out)
	page.Say("Pour signaler un défaut du programme, relisez ces lignes, puis collez-les dans un ticket sur la page du projet, avec ce que vous avez fait et ce que vous avez vu.")
	page.Blank()
	page.Say(say.Built(p.Program))
	switch g, err := p.guide(); {
	case err != nil:
		page.Say("Contenu" + french.NBSP + ": ne se lit pas" + french.NBSP + "; compromis verifier dit pourquoi.")
	default:
		p.over = "" // the name of a folder
		told := "Contenu juridique du " + french.Date(g.Version)
		if g.Over.Name != "" {
			told += ", modifié"
		}
		page.Say(told + french.NBSP + "; " + say.Readings(g) + ".")
	}
	var around [][2]string
	if p.Around != nil {
		around = p.Around()
	}
	for _, row := range append(around, p.kept()...) {
		page.Say(row[0] + french.NBSP + ": " + row[1] + ".")
	}
	return page.Flush()
}

// kept says where cases are kept, without the path, and how many there are.
func (p *program) kept() [][2]string {
	where := "d’office, ou par COMPROMIS_DOSSIERS"
	if usual, err := casefile.DefaultDir(); p.folder != "" && (err != nil || p.folder != usual) {
		where = "ailleurs, par --dossiers"
	}
	rows := [][2]string{{"Répertoire des dossiers", where}}
	s, err := p.store()
	if err != nil {
		return append(rows, [2]string{"Dossiers", "le répertoire ne s’ouvre pas"})
	}
	all, err := s.List()
	if err != nil {
		return append(rows, [2]string{"Dossiers", "le répertoire ne se lit pas"})
	}
	told := []string{french.Plural(len(all.Cases), "dossier", "dossiers")}
	sealed := 0
	for _, c := range all.Cases {
		if c.Protected {
			sealed++
		}
	}
	if sealed > 0 {
		told = append(told, "dont "+french.Plural(sealed, "protégé", "protégés"))
	}
	if n := len(all.Damaged); n > 0 {
		told = append(told, french.Plural(n, "fichier qui ne se lit pas", "fichiers qui ne se lisent pas"))
	}
	return append(rows, [2]string{"Dossiers", strings.Join(told, ", ")})
}
