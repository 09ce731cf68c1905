package web

import (
	"cmp"
	"io"
	"strings"

	el "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// This file lays out the pages: the one of a seat, by its parts, and the one at the
// door. Words enter a page by [el.Text] and by the value of an attribute, which escape
// them, and by no other way: no style and no script holds any, an address that is not
// the page's own goes through [away].

// write writes a page.
func write(w io.Writer, page el.Node) { _ = el.Group{page}.Render(w) } // whoever has left does not read it

// drawn is a part of the page.
func drawn(part el.Node) string {
	var b strings.Builder
	write(&b, part)
	return b.String()
}

// document is a whole page; head is what stands in its head beside what they all have.
func document(title string, head el.Node, body ...el.Node) el.Node {
	return h.Doctype(h.HTML(h.Lang("fr"),
		h.Head(
			h.Meta(h.Charset("utf-8")),
			h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
			h.Meta(h.Name("color-scheme"), h.Content("light dark")),
			h.TitleEl(el.Text(title)),
			h.Link(h.Rel("icon"), h.Href(iconPath), h.Type("image/svg+xml")),
			h.Link(h.Rel("stylesheet"), h.Href(stylePath)),
			head,
		),
		h.Body(body...),
	))
}

// again makes a browser without the script ask for the page again.
func again(seconds string) el.Node {
	return h.NoScript(h.Meta(el.Attr("http-equiv", "refresh"), h.Content(seconds)))
}

func brand(subject string) el.Node {
	return el.Group{h.Span(h.Class("brand"), el.Text("Compromis")), h.Span(h.Class("subject"), el.Text(subject))}
}

// stillPath is the same page, which does not come again by itself: there one reads and
// types in peace without the script.
const (
	stillPath = "/?" + still
	still     = "page=calme" // with its sign, no code of a room
	wordStill = "Tout relire, prendre un pseudonyme, quitter\u00a0: sur une page qui ne s’actualise pas"
)

// leaf is the page of a seat, its parts already drawn.
type leaf struct {
	title, moment string
	refresh       bool // without the script, it comes again by itself: nothing is typed nor unfolded there
	parts         parts
	word, over    string
}

func (l leaf) page() el.Node {
	part := func(i int) el.Node { return el.Raw(l.parts[i].html()) } // drawn here
	class := "page"
	if l.refresh {
		class += " comes-again"
	}
	return document(l.title,
		el.Group{el.If(l.refresh, again("4")), h.Script(h.Src(scriptPath), h.Defer())},
		h.Div(h.ID("annonce"), h.Role("status"), h.Aria("live", "polite")),
		h.Div(h.Class(class), h.ID("page"), h.Data("moment", l.moment),
			h.Header(h.Class("bar"), h.ID("bar"), part(barPart)),
			el.If(l.refresh, h.NoScript(h.Nav(h.Aria("label", "Sans JavaScript"), h.P(h.A(h.Class("second"), h.Href(stillPath), el.Text(wordStill)))))),
			h.Div(h.ID("mot"), alert(l.word)),
			h.Main(h.ID("main"), part(mainPart)),
			h.Footer(
				paragraph("over", l.over),
				h.Div(h.ID("compte"), part(countPart)),
				h.A(h.Class("second"), h.ID("actualiser"), h.Href("/"), el.Text("Actualiser")),
				h.Div(h.ID("moi"), part(ownPart)),
			),
		),
	)
}

// alert is a word on what somebody just did.
func alert(word string) el.Node {
	if word == "" {
		return nil
	}
	return h.P(h.Class("word"), h.Role("alert"), el.Text(word))
}

// paragraph is nothing when there is nothing to say.
func paragraph(class, words string, more ...el.Node) el.Node {
	if words == "" {
		return nil
	}
	return h.P(h.Class(class), el.Group(more), el.Text(words))
}

// toldAloud marks the words that the script reads aloud when they change.
var toldAloud = el.Attr("data-dit")

func (v view) bar() el.Node {
	status := cmp.Or(v.Status, "en direct")
	return el.Group{brand(v.Subject), h.Span(h.Class("live"), h.ID("ligne"), h.Data("dit", status), el.Text(status))}
}

func (v view) main() el.Node {
	page := el.Group{
		v.hero(),
		paragraph("above", v.Above, toldAloud),
		h.H1(h.ID("titre"), h.TabIndex("-1"), el.Text(v.Heading)),
		paragraph("notice", v.Notice, toldAloud),
		v.sure(),
		v.line(),
		v.list(),
	}
	if v.Back != "" {
		page = append(page, h.P(h.A(h.Class("second"), h.Href("/?revoir="+v.Back), el.Text("Question d’avant"))))
	}
	if v.Review {
		page = append(page, h.P(h.A(h.Class("second"), h.Href("/"), el.Text("Revenir où j’en étais"))))
	}
	for i, s := range v.Sections {
		page = append(page, s.draw(i))
	}
	return page
}

// hero says that one chose the step that was expected.
func (v view) hero() el.Node {
	if v.Good == "" {
		return nil
	}
	return h.Div(h.Class("hero"), h.P(h.Class("above"), el.Text("✓ Votre réponse est l’étape attendue")), h.P(h.Class("big"), el.Text(v.Good)))
}

// line is where one answers in a few words.
func (v view) line() el.Node {
	if !v.Words {
		return nil
	}
	return h.Div(h.Class("stack"),
		h.Div(h.Label(h.For("mots"), el.Text("Votre réponse")), el.Text("\n"),
			h.Input(h.ID("mots"), h.Name("mots"), h.FormAttr("vote"), h.Value(v.Typed), h.MaxLength("140"), h.AutoComplete("off"))),
		h.Button(h.Class("main"), h.FormAttr("vote"), el.Text("Envoyer")))
}

// list are the answers one may give, or might have.
func (v view) list() el.Node {
	if len(v.Choices) == 0 {
		return nil
	}
	return h.Ol(h.Class("choices"), el.Map(v.Choices, func(c choice) el.Node { return h.Li(c.draw(v.Open)) }))
}

func (c choice) draw(open bool) el.Node {
	class, pressed := "choice", "false"
	if !open {
		class += " still"
	}
	if c.Mine {
		class, pressed = class+" mine", "true"
	}
	if c.Unsure {
		class += " none"
	}
	said := h.Span(el.Text(c.Label), el.If(c.Help != "", el.Group{el.Text(" "), h.Small(el.Text(c.Help))}))
	inside := el.Group{h.B(el.Text(itoa(c.Number))), said, el.If(c.Mine, el.Group{el.Text(" "), h.I(el.Text("✓ la vôtre"))})}
	if !open {
		return h.Div(h.Class(class), inside)
	}
	return h.Button(h.Class(class), h.ID("c"+c.Value), h.FormAttr("vote"), h.Name("dit"), h.Value(c.Value), h.Aria("pressed", pressed), inside)
}

// sure is whether one is sure of one's answer: above the answers, where it is in sight
// once one of them was touched.
func (v view) sure() el.Node {
	if !v.Sure {
		return nil
	}
	button := func(id, value, label string) el.Node {
		pressed, tick := "false", ""
		if v.SaidSure == value {
			pressed, tick = "true", "✓ "
		}
		return h.Button(h.Class("second"), h.ID(id), h.FormAttr("vote"), h.Name("certitude"), h.Value(value), h.Aria("pressed", pressed), el.Text(tick+label))
	}
	return h.Div(h.ID("certitude"),
		h.P(h.Class("notice"), toldAloud, el.Text(v.AskedSure)),
		h.P(button("sur-oui", "oui", "J’en suis sûr"), el.Text(" "), button("sur-non", "non", "Je n’en suis pas sûr")),
	)
}
