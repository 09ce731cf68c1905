package tui

import (
	"strings"

	"charm.land/huh/v2"

	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newFileMenu is what one can do with the file of a case.
func newFileMenu() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Le fichier du dossier"}
	r.blocks = func(f frame) []draw.Block {
		if !f.cases {
			return []draw.Block{draw.Plain("Ce dossier n’est pas gardé"+french.NBSP+": le répertoire des dossiers n’est pas accessible.", f.Frame)}
		}
		if f.filing == notKept {
			return []draw.Block{draw.Choice("Garder ce dossier", "il est "+strings.Replace(keptWhere(f), "E", "e", 1)+", puis après chaque changement", keep{}, f.Frame)}
		}
		return []draw.Block{
			archiveBlock(f.kase.Archived, amend{change: func(c dossier.Case) dossier.Case { c.Archived = !c.Archived; return c }}, f),
			draw.Choice("Protéger par un mot de passe", "le fichier est chiffré\u00a0; sans le mot de passe, il est perdu", open{newProtect()}, f.Frame),
			draw.Choice(wordStates, "les derniers états de ce dossier, à revoir ou à reprendre", listStates{}, f.Frame),
			deleteBlock(newDelete(f.kase), f),
		}
	}
	return r
}

// archiveBlock puts a case apart from the others, or among them again.
func archiveBlock(archived bool, do action, f frame) draw.Block {
	if archived {
		return draw.Choice("Sortir des archives", "il revient avec les autres", do, f.Frame)
	}
	return draw.Choice("Archiver", "il reste lisible, à part des autres", do, f.Frame)
}

// deleteBlock asks whether to erase a case.
func deleteBlock(ask *confirm, f frame) draw.Block {
	return draw.Choice("Supprimer", "le fichier est effacé pour toujours", open{ask}, f.Frame)
}

// newProtect asks for a passphrase, twice.
func newProtect() *form {
	s := &form{about: "Protéger ce dossier", intro: "Choisissez une phrase longue. Si vous l’oubliez, personne ne pourra rouvrir ce dossier."}
	s.entries = []entry{
		{key: "mot", label: "Mot de passe", help: "vide, il retire la protection", secret: true, tell: say.Strength},
		{key: "encore", label: "Le même, une seconde fois", secret: true},
		{key: "nom", label: "Dans la liste des dossiers", options: []huh.Option[string]{
			huh.NewOption("Rien ne le nomme", ""), huh.NewOption("Le nom du client reste lisible par tous", "client"),
		}},
	}
	s.submit = func(said map[string]string) action {
		if said["mot"] != said["encore"] {
			return s.refuse("encore", "Les deux mots de passe ne sont pas les mêmes.")
		}
		return protect{said["mot"], said["nom"] != ""}
	}
	return s
}

// newDelete asks before a case is erased.
func newDelete(c dossier.Case) *confirm {
	return &confirm{about: "Supprimer", ask: "Supprimer ce dossier\u00a0? Rien ne pourra le rendre.", yes: "Oui, supprimer", no: "Non, garder", then: erase{c.ID}}
}
