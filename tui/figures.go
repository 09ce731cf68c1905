package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newFigures lists the invoices and says what may be asked for today.
func newFigures() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: wordFigures, blocks: figures, live: true}
	r.extra = []shortcut{
		{key: keyInvoice, do: func() action { return open{newInvoice(addInvoice)} }},
		{key: keyInvoices, do: func() action { return open{newInvoices()} }},
		{key: keyPayment, do: func() action { return open{newPayment()} }},
		{key: keyWorking, do: func() action { return open{newWorking()} }},
		{key: keyLimitation, do: func() action { return open{newLimitation()} }},
		{key: keyStakes, do: func() action { return open{newStakes()} }},
	}
	return r
}

func figures(f frame) []draw.Block {
	add := keyed(keyInvoice, newInvoice(addInvoice), f)
	table := draw.Choice(keyInvoices.Help().Key+"  Les factures en tableau", "", open{newInvoices()}, f.Frame)
	doors := []draw.Block{draw.Gap(), keyed(keyLimitation, newLimitation(), f), keyed(keyStakes, newStakes(), f)}
	if len(f.kase.Invoices) == 0 {
		help := draw.Note("Le programme calcule alors ce que vous pouvez demander"+french.NBSP+": le principal, les intérêts, l’indemnité.", f.Frame)
		return append([]draw.Block{draw.Plain("Aucune facture n’est encore notée.", f.Frame), help, draw.Gap(), add, table}, doors...)
	}
	claim := f.kase.Claim(f.guide, f.today())
	blocks := append(claimBlocks(claim, f), draw.Gap(), draw.Heading("Factures", f.Frame))
	for i, invoice := range f.kase.Invoices {
		blocks = append(blocks, invoiceBlock(i, invoice, claim.Invoices[i], f))
	}
	return append(append(blocks, add, table, keyed(keyPayment, newPayment(), f)), doors...)
}

// newPayment asks for a payment received, to write it in the journal.
func newPayment() *form { return newEvent(dossier.Event{Kind: dossier.Paid}) }

// claimBlocks is what may be asked for, line by line and in all, then what the
// figures do not say.
func claimBlocks(c dossier.Claim, f frame) []draw.Block {
	blocks := []draw.Block{draw.Heading("À demander au "+french.Day(string(c.On)), f.Frame)}
	if !c.Settled() {
		table := totalled(c.Principal, c.Interest, c.Flat, f)
		last := len(table.Lines) - 1 // the name of the total is short
		details := draw.Block{Lines: table.Lines[:last]}
		total := draw.Block{Lines: table.Lines[last:], Lead: open{newWorking()}}
		blocks = append(blocks, details, total, keyed(keyWorking, newWorking(), f))
	}
	if c.Late < c.Principal {
		blocks = append(blocks, draw.Note("En retard"+french.NBSP+": "+french.Cents(c.Late)+". Le reste n’est pas encore échu.", f.Frame))
	}
	c.Remarks = slices.DeleteFunc(slices.Clone(c.Remarks), func(r dossier.Remark) bool { return r.Kind == dossier.Year365 }) // said beside the working out
	return append(blocks, remarkBlocks(c, f)...)
}

// remarkBlocks is what the figures of a claim do not say.
func remarkBlocks(c dossier.Claim, f frame) []draw.Block {
	var blocks []draw.Block
	for _, m := range c.Missing {
		blocks = append(blocks, faultBlock(say.MissingRate(c, m), f))
	}
	for _, r := range c.Remarks {
		blocks = append(blocks, remarkBlock(c, r, f))
	}
	if len(blocks) > 0 && !c.Settled() {
		blocks = append([]draw.Block{draw.Gap()}, blocks...)
	}
	return blocks
}

// remarkBlock says one thing of a claim: what changes what to do stands out.
func remarkBlock(c dossier.Claim, r dossier.Remark, f frame) draw.Block {
	told := say.Remark(c, r)
	switch r.Kind {
	case dossier.AllPaid:
		return draw.Block{Lines: draw.Wrap(told, f.TextWidth(), f.Styles.Strong)}
	case dossier.Overpaid, dossier.PaidUnknown, dossier.PaidNothing:
		return faultBlock(told, f)
	}
	return draw.Block{Lines: draw.Hang(told, f.TextWidth(), f.Styles.Dim.Render("·")+" ", f.Styles.Dim)}
}

// faultBlock says what is wrong or missing.
func faultBlock(text string, f frame) draw.Block {
	return draw.Block{Lines: draw.Hang(text, f.TextWidth(), f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Text)}
}

// sumRoom is the room between the names and the amounts.
const sumRoom = 3

// totalled lays out what is left to ask for, and what it comes to.
func totalled(principal, interest, flat int64, f frame) draw.Block {
	return sums(append(say.Sums(principal, interest, flat), say.Sum{Name: say.TotalName, Cents: principal + interest + flat}), f)
}

// sums lays amounts out on their right, a name too long for the screen on
// several lines; under a rule, the last one is the total.
func sums(all []say.Sum, f frame) draw.Block {
	names, amounts := 0, 0
	for _, s := range all {
		names = max(names, ansi.StringWidth(s.Name))
		amounts = max(amounts, ansi.StringWidth(french.Cents(s.Cents)))
	}
	names = max(min(names, f.TextWidth()-sumRoom-amounts), 1)
	var b draw.Block
	for i, s := range all {
		name, look := f.Styles.Text, f.Styles.Strong
		if i == len(all)-1 && i > 0 {
			b.Lines = append(b.Lines, f.Styles.Rule.Render(strings.Repeat("─", names+sumRoom+amounts)))
			name, look = f.Styles.Title, f.Styles.Title
		}
		amount, lines := french.Cents(s.Cents), draw.Wrap(s.Name, names, name)
		last := len(lines) - 1
		space := strings.Repeat(" ", max(names+sumRoom+amounts-ansi.StringWidth(lines[last])-ansi.StringWidth(amount), 1))
		lines[last] += space + look.Render(amount)
		b.Lines = append(b.Lines, lines...)
	}
	return b
}

// invoiceBlock is an invoice, with what is left to pay of it.
func invoiceBlock(i int, invoice dossier.Invoice, claimed dossier.ClaimedInvoice, f frame) draw.Block {
	days := make([]string, len(invoice.Dues))
	for j, d := range invoice.Dues {
		days[j] = french.Day(string(d.On))
	}
	help := "échéance" + when(len(days) > 1, "s") + " " + french.And(days)
	if claimed.Paid > 0 {
		help += " · payé " + french.Cents(claimed.Paid)
		if first := say.PaidFirst(claimed); first != "" {
			help += ", dont " + first
		}
	}
	switch late := claimed.Interest + claimed.Flat; {
	case claimed.Principal == 0 && late == 0:
		help += " · soldée"
	case claimed.Principal == 0:
		help += " · prix payé, reste " + french.Cents(late)
	case claimed.Principal < invoice.Total():
		help += " · reste " + french.Cents(claimed.Principal)
	}
	return draw.Choice(invoice.Number+french.NBSP+": "+french.Cents(invoice.Total()), help, open{newInvoice(i)}, f.Frame)
}

// newWorking tells how what may be asked for is worked out, line by line.
func newWorking() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "Le calcul", live: true}
	r.blocks = func(f frame) []draw.Block {
		c := f.kase.Claim(f.guide, f.today())
		var blocks, texts []draw.Block
		for _, in := range c.Invoices {
			blocks = append(blocks, workingBlocks(in, f)...)
		}
		if len(blocks) == 0 {
			return []draw.Block{draw.Plain("Aucune facture n’est encore notée.", f.Frame)}
		}
		blocks = append(append(blocks, draw.Note("Chaque ligne est arrondie au centime.", f.Frame)), remarkBlocks(c, f)...)
		for _, id := range c.Bases {
			texts = append(texts, basisBlock(id, f))
		}
		blocks = append(blocks, draw.Section("D’où viennent les taux", rateBlocks(c, f), f.Frame)...)
		return append(blocks, draw.Section(say.TextsTitle, texts, f.Frame)...)
	}
	return r
}

// workingBlocks is the working out of an invoice: the interest of each time,
// then what is left to ask for.
func workingBlocks(in dossier.ClaimedInvoice, f frame) []draw.Block {
	blocks := []draw.Block{draw.Heading(say.Invoice(in.Number), f.Frame)}
	for _, s := range in.Spans {
		days := draw.Wrap("Du "+french.Day(string(s.From))+" au "+french.Day(string(s.To)), f.TextWidth(), f.Styles.Text)
		days = append(days, draw.Hang(say.Span(s), f.TextWidth(), "  ", f.Styles.Strong)...)
		if years := say.SpanYears(s); years != "" {
			days = append(days, draw.Hang(years, f.TextWidth(), "  ", f.Styles.Dim)...)
		}
		blocks = append(blocks, draw.Block{Lines: days})
	}
	if len(in.Spans) == 0 {
		blocks = append(blocks, draw.Plain("Aucun intérêt à ce jour.", f.Frame))
	}
	blocks = append(blocks, draw.Gap())
	if in.Paid > 0 {
		blocks = append(blocks, draw.Plain(say.Paid(in)+".", f.Frame))
	}
	return append(blocks, totalled(in.Principal, in.Interest, in.Flat, f), draw.Gap())
}

// rateBlocks says where each rate of a claim comes from, each once.
func rateBlocks(c dossier.Claim, f frame) []draw.Block {
	var blocks []draw.Block
	told := map[string]bool{}
	for _, in := range c.Invoices {
		for _, s := range in.Spans {
			text := rateText(s, f.guide)
			if told[text] {
				continue
			}
			told[text] = true
			blocks = append(blocks, draw.Block{Lines: draw.Hang(text, f.TextWidth(), draw.Label(french.Percent(s.Points), draw.LabelWidth, f.Frame), f.Styles.Text)})
		}
	}
	return blocks
}

// rateText says which rate was applied, and who published it.
func rateText(s dossier.InterestSpan, g *decision.Guide) string {
	if source := say.SpanSource(g, s); source != nil {
		return french.Capital(say.SpanRate(s)) + french.NBSP + ": " + say.Sourced(*source)
	}
	return french.Capital(say.SpanRate(s)) + "."
}

// basisBlock names a legal text one may open.
func basisBlock(id string, f frame) draw.Block {
	b := f.guide.Basis(id)
	if b == nil {
		return draw.Note(id, f.Frame)
	}
	return draw.Citations(f.guide, []decision.Citation{{Basis: id, Label: b.Reference, Note: french.Small(b.Title)}}, f.Frame)[0]
}
