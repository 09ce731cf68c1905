package dossier

import "compromis/decision"

// RefundLate is the time a business has to give the money back to a consumer who
// ended the contract for want of delivery.
const RefundLate DeadlineKind = "rembourser-annulation"

// refundToBody is the same time, for an association or a co-ownership: being late costs
// it no rise, for the text that sets them names the consumer only.
// Source: C. conso., L. 216-8 and L. 241-4.
const refundToBody DeadlineKind = "rembourser-annulation-association"

// refunds says whether what must be done is to give the money back.
func (d Deadline) refunds() bool { return d.Kind == RefundLate || d.Kind == refundToBody }

// Tier is what a refund costs when it is made between two days.
type Tier struct {
	From, To decision.Day // From is "" for in time, To is "" for the last
	Percent  int          // more than what was paid
	Cents    int64        // 0 when what was paid is not known
	Basis    string       // id of the legal basis: of the time to refund, or of what being late costs
}

// raises are what is added to a late refund, and up to how many days late.
// Source: C. conso., L. 241-4.
const raisesBasis = "c-conso-l241-4"

var raises = []struct{ days, percent int }{{14, 10}, {30, 20}, {0, 50}}

// Refund returns what to give back to a client who ended the contract, by when, and
// what it costs to be late; nothing when it did not, or has its money. What was paid
// is what the journal says.
func (c Case) Refund(g *decision.Guide, on decision.Day) []Tier {
	for _, d := range c.Deadlines(g, on) {
		if d.refunds() && d.On != "" {
			return tiers(d, c.paid())
		}
	}
	return nil
}

func tiers(d Deadline, paid int64) []Tier {
	last := d.On
	all := []Tier{{To: last, Cents: paid, Basis: d.Basis}}
	if d.Kind != RefundLate {
		return all
	}
	from := last.Add(1)
	for _, r := range raises {
		t := Tier{From: from, Percent: r.percent, Cents: paid + paid*int64(r.percent)/100, Basis: raisesBasis}
		if r.days > 0 {
			t.To = last.Add(r.days)
			from = t.To.Add(1)
		}
		all = append(all, t)
	}
	return all
}

// paid is what the client has paid, in cents.
func (c Case) paid() (cents int64) {
	for _, e := range c.Journal {
		if e.Kind == Paid || e.Act == Paid {
			cents += e.Cents
		}
	}
	return cents
}
