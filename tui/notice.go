package tui

import (
	"errors"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newNotice says something that one must know, and waits.
func newNotice(about string, paragraphs ...string) *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: about}
	r.blocks = func(f frame) []block {
		blocks := []block{{lines: wrapText(about, f.textWidth(), f.styles.title)}, gap()}
		for _, p := range paragraphs {
			blocks = append(blocks, plainText(p, f.canvas), gap())
		}
		return append(blocks, choice("Continuer", "", back{}, f.canvas))
	}
	return r
}

// refusal is the screen that follows a case that could not be opened: it asks
// for its passphrase, or says why.
func refusal(f opened) screen {
	wrong := errors.Is(f.err, casefile.ErrWrongPassphrase)
	if !wrong && !errors.Is(f.err, casefile.ErrPassphrase) {
		return newNotice("Ce dossier ne s’ouvre pas", f.err.Error())
	}
	ask := &form{about: "Dossier protégé", intro: "Ce dossier est chiffré. Sans son mot de passe, personne ne peut le lire."}
	if wrong {
		ask.fault = "Ce mot de passe n’est pas le bon."
	}
	ask.entries = []entry{{key: "mot", label: "Mot de passe", secret: true, needed: true}}
	ask.submit = func(said map[string]string) action { return openCase{f.id, said["mot"]} }
	return ask
}

// newReplay says how today's content reads an old case.
func newReplay(r dossier.Replay) *reading {
	page := &reading{page: newPage(true), verb: keyChoose, about: "Le contenu a changé"}
	page.blocks = func(f frame) []block {
		blocks := []block{{lines: wrapText(page.about, f.textWidth(), f.styles.title)}, gap()}
		if r.Changed && r.Next != nil {
			blocks = append(blocks, plainText(say.MoreAsked, f.canvas), gap(), fact("Le "+french.Day(string(r.Then.On)), stepTitle(r.Then.Step, f), f.styles.text, f.canvas),
				fact("À dire d’abord", r.Next.Title, f.styles.strong, f.canvas), gap())
		} else if r.Changed {
			blocks = append(blocks,
				fact("Le "+french.Day(string(r.Then.On)), stepTitle(r.Then.Step, f), f.styles.text, f.canvas),
				fact("Aujourd’hui", stepTitle(r.Now.Step, f), f.styles.strong, f.canvas))
			blocks = append(blocks, section("Parce que", reasonBlocks(f.asked, r.Reasons, f.canvas), f.canvas)...)
			blocks = append(blocks, gap())
		}
		if len(r.Asked) > 0 {
			blocks = append(blocks, plainText("Ces réponses n’existent plus. Les questions vous seront reposées"+nbsp+":", f.canvas))
			for _, d := range r.Dropped {
				blocks = append(blocks, block{lines: hangText(string(d.Fact)+nbsp+": "+string(d.Value), f.textWidth(), "• ", f.styles.text)})
			}
			blocks = append(blocks, gap())
		}
		return append(blocks, choice("Continuer", "", back{}, f.canvas))
	}
	return page
}

func stepTitle(id string, f frame) string {
	if s := f.guide.Step(id); s != nil {
		return s.Title
	}
	return "une question reste à répondre"
}
