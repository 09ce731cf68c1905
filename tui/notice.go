package tui

import (
	"errors"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newNotice says something that one must know, and waits.
func newNotice(about string, paragraphs ...string) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: about}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(about, f.TextWidth(), f.Styles.Title)}, draw.Gap()}
		for _, p := range paragraphs {
			blocks = append(blocks, draw.Plain(p, f.Frame), draw.Gap())
		}
		return append(blocks, draw.Choice("Continuer", "", back{}, f.Frame))
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
	page := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Le contenu a changé"}
	page.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(page.about, f.TextWidth(), f.Styles.Title)}, draw.Gap()}
		if r.Changed && r.Next != nil {
			blocks = append(blocks, draw.Plain(say.MoreAsked, f.Frame), draw.Gap(), draw.Fact("Le "+french.Day(string(r.Then.On)), stepTitle(r.Then.Step, f), f.Styles.Text, f.Frame),
				draw.Fact("À dire d’abord", r.Next.Title, f.Styles.Strong, f.Frame), draw.Gap())
		} else if r.Changed {
			blocks = append(blocks,
				draw.Fact("Le "+french.Day(string(r.Then.On)), stepTitle(r.Then.Step, f), f.Styles.Text, f.Frame),
				draw.Fact("Aujourd’hui", stepTitle(r.Now.Step, f), f.Styles.Strong, f.Frame))
			blocks = append(blocks, draw.Section("Parce que", draw.Reasons(say.Reasons(f.guide, f.asked, r.Reasons), f.Frame), f.Frame)...)
			blocks = append(blocks, draw.Gap())
		}
		if len(r.Asked) > 0 {
			blocks = append(blocks, draw.Plain("Ces réponses n’existent plus. Les questions vous seront reposées"+french.NBSP+":", f.Frame))
			for _, d := range r.Dropped {
				blocks = append(blocks, draw.Block{Lines: draw.Hang(string(d.Fact)+french.NBSP+": "+string(d.Value), f.TextWidth(), "• ", f.Styles.Text)})
			}
			blocks = append(blocks, draw.Gap())
		}
		return append(blocks, draw.Choice("Continuer", "", back{}, f.Frame))
	}
	return page
}

func stepTitle(id string, f frame) string {
	if s := f.guide.Step(id); s != nil {
		return s.Title
	}
	return "une question reste à répondre"
}
