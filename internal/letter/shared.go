package letter

import (
	"slices"

	"compromis/internal/dossier"
)

// Shared returns what the other side may read of a case: see the table at the
// head of the package.
func Shared(c dossier.Case) dossier.Case {
	shared := dossier.Case{Business: c.Business, Client: c.Client, Subject: c.Subject, Facts: c.Facts, Invoices: c.Invoices}
	asked := false // an order was asked for: the client knows of it once it is served
	for _, e := range c.Timeline() {
		if e.Kind == dossier.StepDone && e.Act != "" {
			e.Kind = e.Act
		}
		asked = asked || e.Kind == dossier.AskedOrder
		if slices.Contains(sharedKinds, e.Kind) && !(asked && e.Kind == dossier.Judged) {
			shared.Journal = append(shared.Journal, dossier.Event{On: e.On, Kind: e.Kind, Cents: e.Cents, Invoice: e.Invoice, Until: e.Until})
		}
	}
	for _, r := range c.Complaints {
		shared.Complaints = append(shared.Complaints, dossier.Complaint{Number: r.Number, On: r.On, What: r.What, Remedy: r.Remedy, Order: r.Order})
	}
	return shared
}

// sharedKinds are what happened between the parties, or was served on the client.
// Whatever is not here stays with the business: a note, a request to a judge, a
// seizure being prepared, what tells how a claim ages.
var sharedKinds = []dossier.EventKind{
	dossier.Called, dossier.Reminded, dossier.Wrote, dossier.GaveNotice, dossier.NoticeReceived, dossier.Replied, dossier.Met,
	dossier.Paid, dossier.Acknowledged, dossier.AgreedToTalk, dossier.StoppedTalk, dossier.ServedOrder, dossier.ServedAtHome, dossier.Opposed,
	dossier.Sued, dossier.Judged, dossier.ServedJudgment, dossier.MemoirReceived, dossier.Summoned, dossier.Insolvent, dossier.Published,
}
