package web

import (
	"strings"

	el "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"compromis/internal/french"
	"compromis/internal/workshop"
)

// This file lays out the forms: what is a seat's own, and the page at the door.

// form posts to an address, signed.
func form(action, token string, more ...el.Node) el.Node {
	return h.Form(h.Method("post"), h.Action(action), carried("jeton", token), el.Group(more))
}

func carried(name, value string) el.Node {
	return h.Input(h.Type("hidden"), h.Name(name), h.Value(value))
}

func hint(words string) el.Node { return h.Span(h.Class("hint"), el.Text(words)) }

func (o signed) draw() el.Node {
	return el.Group{
		form("/reponse", o.Vote, h.ID("vote"), carried("tour", itoa(o.Ballot.Number)), carried("sur", string(o.Ballot.Fact))),
		el.If(o.Sheet, h.P(h.A(h.Class("second"), h.Href(sheetPath), el.Text(workshop.WordSheet)))),
		o.teams(),
		o.back(),
		paragraph("hint", o.NameFate, toldAloud),
		el.If(o.Nameless, h.P(h.Class("hint"), toldAloud, el.Text(workshop.WordNameless))),
		h.Details(h.ID("reglages"), h.Summary(el.Text(o.settings())), h.Div(
			o.pseudonym(),
			form("/quitter", o.Quit, h.Button(h.Class("second"), el.Text("Quitter l’atelier"))),
		)),
	}
}

func (o signed) teams() el.Node {
	if o.Teams == 0 {
		return nil
	}
	var all el.Group
	for n := 1; n <= o.Teams; n++ {
		pressed := "false"
		if n == o.Team {
			pressed = "true"
		}
		all = append(all, h.Button(h.Class("second"), h.Name("equipe"), h.Value(itoa(n)), h.Aria("pressed", pressed), el.Text("Équipe "+itoa(n))), el.Text("\n"))
	}
	return el.Group{
		h.P(h.Class("back"), h.Span(toldAloud, el.Text("Vous êtes de l’équipe "+itoa(o.Team)))),
		h.Details(h.ID("equipes"), h.Summary(el.Text("Changer d’équipe")), h.Div(h.P(h.Class("hint"), el.Text("Un résultat par équipe se montre dès trois réponses dans chacune\u00a0; "+workshop.WordUnanimous)), form("/equipe", o.Join, all))),
	}
}

// back is the number one comes back with.
func (o signed) back() el.Node {
	if o.Return == "" {
		return nil
	}
	return el.Group{
		h.P(h.Class("back"), h.Span(el.Text("Votre numéro de retour")), h.Strong(el.Text(o.Return))),
		h.P(h.Class("hint"), el.Text(workshop.ReturnHelp)),
	}
}

// settings is the heading of what one may change.
func (o signed) settings() string {
	switch {
	case o.Name != "":
		return "Vous êtes «" + french.NBSP + o.Name + french.NBSP + "»"
	case o.Nameless:
		return "Quitter"
	}
	return "Pseudonyme, quitter"
}

func (o signed) pseudonym() el.Node {
	if o.Nameless {
		return nil
	}
	return form("/pseudo", o.Pseudo,
		h.Label(h.For("pseudo"), el.Text("Votre pseudonyme "),
			hint("Facultatif. Le formateur le lit, et peut le montrer à la salle\u00a0: n’écrivez pas votre nom si vous voulez rester anonyme.")),
		el.Text("\n"),
		h.Input(h.ID("pseudo"), h.Name("pseudo"), h.Value(o.Name), h.MaxLength("24"), h.AutoComplete("off"), el.Attr("autocapitalize", "words"), el.Attr("spellcheck", "false")),
		el.Text("\n"),
		h.Button(h.Class("second"), el.Text("Garder ce pseudonyme")))
}

// What the door says.
const (
	doorTitle = "Résoudre un conflit avec un client"
	doorIntro = "Un cas vous est raconté, vous votez, la salle compare. Votre nom n’est pas demandé."
	doorTaken = "Elle a été reprise depuis un autre appareil, avec votre numéro de retour. Si ce n’était pas vous, prévenez le formateur."
	doorSees  = "Qui a répondu, par son numéro de place ou son pseudonyme, et combien ont répondu quoi, dès trois réponses ou le vote fermé. Pas qui a répondu quoi\u00a0; mais il peut le deviner s’il regarde les réponses arriver une à une, ou si toutes sont pareilles. Un cookie garde votre place jusqu’à la fin de l’atelier, rien d’autre. La page n’est pas chiffrée\u00a0: qui écoute le même réseau peut lire vos réponses."
)

// page is the page at the door.
func (e entry) page() el.Node {
	var head, main el.Node
	switch {
	case e.Bye != "":
		head, main = again("10"), e.farewell()
	case e.Taken:
		main = el.Group{
			h.H1(el.Text("Votre place est ouverte ailleurs")), h.P(el.Text(doorTaken)),
			form("/entrer", e.Form, carried("retour", e.Number), h.Button(h.Class("main"), el.Text("Revenir ici"))),
		}
	default:
		main = e.ask()
	}
	return document("Atelier Compromis", head,
		h.Div(h.Class("page"), h.Header(h.Class("bar"), brand("Atelier")), h.Main(main)))
}

// farewell says that there is nothing to do but to wait.
func (e entry) farewell() el.Node {
	return el.Group{h.H1(h.ID("titre"), h.TabIndex("-1"), el.Text(e.Heading)), h.P(toldAloud, el.Text(e.Bye))}
}

// ask asks for the code, and for the number of whoever was there before.
func (e entry) ask() el.Node {
	all := el.Group{h.H1(el.Text(doorTitle)), h.P(el.Text(doorIntro))}
	if e.Word != "" {
		all = append(all, h.P(h.Class("word"), h.Role("alert"), h.ID("mot"), el.Text(e.Word)))
	}
	return append(all,
		form("/entrer", e.Form, h.Class("stack"),
			e.code(),
			h.Button(h.Class("main"), el.Text("Entrer dans l’atelier")),
			h.Details(el.If(e.Number != "", el.Attr("open")), h.Summary(el.Text("Déjà venu, ou changé de téléphone\u00a0?")), h.Div(
				h.Label(h.For("retour"), el.Text("Votre numéro de retour "), hint("Six ou huit chiffres, au bas de votre écran précédent. Sinon, laissez vide.")), el.Text("\n"),
				h.Input(h.ID("retour"), h.Name("retour"), h.Value(e.Number), el.Attr("inputmode", "numeric"), h.AutoComplete("off"), h.MaxLength("12")), el.Text("\n"),
				h.Button(h.Class("second"), el.Text("Reprendre ma place")))),
		),
		h.H2(el.Text("Ce que voit le formateur")), h.P(h.Class("quiet"), el.Text(doorSees)))
}

func (e entry) code() el.Node {
	if !e.Code {
		return nil
	}
	wrong := el.Group{}
	if e.Word != "" {
		wrong = el.Group{h.Aria("describedby", "mot"), h.Aria("invalid", "true")}
	}
	return el.Group{
		h.Div(h.Label(h.For("code"), el.Text("Code de la salle "), hint("Il est sur l’écran de la salle.")), el.Text("\n"),
			h.Input(h.ID("code"), h.Name("code"), el.Attr("inputmode", "text"), h.AutoComplete("off"), el.Attr("autocapitalize", "none"), el.Attr("spellcheck", "false"),
				h.MaxLength("40"), h.Required(), wrong)),
		paragraph("quiet", e.Slowed),
	}
}

// away is the address of a page elsewhere, from the content: nothing but the web.
func away(address string) el.Node {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return nil
	}
	return el.Group{h.Href(address), h.Rel("noreferrer")}
}
